using System.Numerics.Tensors;
using TextClassify.Models.Aspect;

namespace TextClassify.Inference.Kinds.Aspect;

/// <summary>One run of <see cref="AspectManifest.ReadoutFile"/>: a row an aspect, each with the states of its text.</summary>
internal static class AspectReadoutRun
{
    private static readonly string[] InputNames =
        [ForwardGraph.ForwardStates, ForwardGraph.BackwardStates, ForwardGraph.Lengths, AspectGraph.Starts, AspectGraph.Ends];

    private static readonly string[] BiasName = [ForwardGraph.Bias];
    private static readonly string[] LogitsAlone = [ForwardGraph.Logits];
    private static readonly string[] WithEvidence = [ForwardGraph.Logits, ForwardGraph.Evidence, AspectGraph.Weights];

    public static float[] Bias(GraphSession session, ForwardShape shape)
    {
        float[] nothing = new float[shape.StateWidth];
        var text = new ForwardResult { Logits = [], ForwardStates = nothing, BackwardStates = nothing };
        using var outputs = Run(session, shape, [new ReadoutRow(text, new(0, 1))], BiasName);
        return OutputValues.Of(outputs[0], shape.Classes).ToArray();
    }

    /// <summary>Writes the results of the rows to <paramref name="results"/>; a row whose logits are not finite has a fault.</summary>
    public static void Run(
        GraphSession session,
        ForwardShape shape,
        ReadOnlyMemory<float> bias,
        ReadoutRow[] rows,
        ForwardOutputs parts,
        Span<ForwardResult> results)
    {
        bool evidence = (parts & (ForwardOutputs.Evidence | ForwardOutputs.WordWeights | ForwardOutputs.LocalLogits)) != 0;
        using var outputs = Run(session, shape, rows, evidence ? WithEvidence : LogitsAlone);
        int longest = Longest(rows, shape);
        for (int row = 0; row < rows.Length; row++)
        {
            var logits = OutputValues.Of(outputs[0], (long)rows.Length * shape.Classes).Slice(row * shape.Classes, shape.Classes);
            int length = rows[row].Tokens(shape);
            results[row] = !float.IsFinite(TensorPrimitives.Sum(logits))
                ? new ForwardResult { Logits = [], Fault = new InvalidDataException("The model gave a logit that is not finite.") }
                : Result(
                    rows[row].Text,
                    logits.ToArray(),
                    evidence ? ForwardRun.Steps(outputs[1], row, rows.Length, longest, length, shape.Classes) : [],
                    evidence ? ForwardRun.Steps(outputs[2], row, rows.Length, longest, length, 1) : [],
                    bias.Span,
                    parts);
        }
    }

    private static ForwardResult Result(
        ForwardResult text, float[] logits, float[] evidence, float[] weights, ReadOnlySpan<float> bias, ForwardOutputs parts) => new()
        {
            Logits = logits,
            Evidence = parts.HasFlag(ForwardOutputs.Evidence) ? evidence : [],
            WordWeights = parts.HasFlag(ForwardOutputs.WordWeights) ? weights : [],
            LocalLogits = parts.HasFlag(ForwardOutputs.LocalLogits) ? Local(evidence, weights, bias) : [],
            ForwardStates = parts.HasFlag(ForwardOutputs.ForwardStates) ? text.ForwardStates : [],
            BackwardStates = parts.HasFlag(ForwardOutputs.BackwardStates) ? text.BackwardStates : [],
            ForwardZones = text.ForwardZones,
            BackwardZones = text.BackwardZones,
        };

    /// <summary>
    /// The logits if all attention lay on the token: its evidence is its weight times what it says. A token without weight says nothing.
    /// </summary>
    private static float[] Local(float[] evidence, float[] weights, ReadOnlySpan<float> bias)
    {
        float[] local = new float[evidence.Length];
        for (int token = 0; token < weights.Length; token++)
        {
            var row = local.AsSpan(token * bias.Length, bias.Length);
            bias.CopyTo(row);
            if (weights[token] > 0)
            {
                TensorPrimitives.MultiplyAdd(evidence.AsSpan(token * bias.Length, bias.Length), 1 / weights[token], row, row);
            }
        }

        return local;
    }

    private static IDisposableReadOnlyCollection<OrtValue> Run(GraphSession session, ForwardShape shape, ReadoutRow[] rows, string[] names)
    {
        int count = rows.Length, longest = Longest(rows, shape), width = shape.StateWidth;
        float[] forward = new float[count * longest * width], backward = new float[count * longest * width];
        long[] lengths = new long[count], starts = new long[count], ends = new long[count];
        for (int row = 0; row < count; row++)
        {
            rows[row].Text.ForwardStates.CopyTo(forward, row * longest * width);
            rows[row].Text.BackwardStates.CopyTo(backward, row * longest * width);
            (lengths[row], starts[row], ends[row]) = (rows[row].Tokens(shape), rows[row].Aspect.Start, rows[row].Aspect.End);
        }

        using var forwardValue = OrtValue.CreateTensorValueFromMemory(forward, [count, longest, width]);
        using var backwardValue = OrtValue.CreateTensorValueFromMemory(backward, [count, longest, width]);
        using var lengthValue = OrtValue.CreateTensorValueFromMemory(lengths, [count]);
        using var startValue = OrtValue.CreateTensorValueFromMemory(starts, [count]);
        using var endValue = OrtValue.CreateTensorValueFromMemory(ends, [count]);
        return session.Run(InputNames, [forwardValue, backwardValue, lengthValue, startValue, endValue], names);
    }

    private static int Longest(ReadoutRow[] rows, ForwardShape shape) => rows.Max(row => row.Tokens(shape));
}

/// <param name="Text">Its states.</param>
/// <param name="Aspect">Its tokens.</param>
internal readonly record struct ReadoutRow(ForwardResult Text, TokenRange Aspect)
{
    public int Tokens(ForwardShape shape) => Text.ForwardStates.Length / shape.StateWidth;
}
