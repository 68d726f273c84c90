using System.Buffers;
using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using TextClassify.Forward;
using TextClassify.Models;
using TextClassify.Text;

namespace TextClassify.Inference.Sessions;

/// <summary>One run of a session: pads the rows in, cuts the results out.</summary>
internal static class ForwardRun
{
    private static readonly string[] InputNames = [ForwardGraph.TokenIds, ForwardGraph.Lengths];
    private static readonly string[] BiasName = [ForwardGraph.Bias];


    public static float[] Bias(GraphSession session, int classes)
    {
        using var tokenIds = OrtValue.CreateTensorValueFromMemory<long>([Vocabulary.PadId], [1, 1]);
        using var lengths = OrtValue.CreateTensorValueFromMemory<long>([1], [1]);
        using var outputs = session.Run(InputNames, [tokenIds, lengths], BiasName);
        return OutputValues.Of(outputs[0], classes).ToArray();
    }

    /// <summary>Writes the results of the rows to <paramref name="results"/>; a row whose logits are not finite has a fault.</summary>
    public static void Run(
        GraphSession session,
        ForwardShape shape,
        ReadOnlySpan<ReadOnlyMemory<int>> rows,
        int longest,
        ForwardOutputs parts,
        Span<ForwardResult> results)
    {
        using var outputs = Run(session, rows, longest, GraphOutputs.Names(parts));
        for (int row = 0; row < rows.Length; row++)
        {
            results[row] = Cut(outputs, shape, parts, row, rows[row].Length, longest, rows.Length);
        }
    }

    /// <summary>Runs a graph that takes ids and lengths; the outputs belong to the caller.</summary>
    public static IDisposableReadOnlyCollection<OrtValue> Run(
        GraphSession session, ReadOnlySpan<ReadOnlyMemory<int>> rows, int longest, string[] names)
    {
        int count = rows.Length;
        long[] buffer = ArrayPool<long>.Shared.Rent((count * longest) + count);
        try
        {
            var ids = buffer.AsMemory(0, count * longest);
            var lengths = buffer.AsMemory(ids.Length, count);
            Fill(rows, longest, ids.Span, lengths.Span);

            using var idValue = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, ids, [count, longest]);
            using var lengthValue = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, lengths, [count]);
            return session.Run(InputNames, [idValue, lengthValue], names);
        }
        finally
        {
            ArrayPool<long>.Shared.Return(buffer);
        }
    }

    /// <summary>A row of [B,T,width] without its padding.</summary>
    public static float[] Steps(OrtValue values, int row, int rows, int longest, int length, int width) =>
        OutputValues.Of(values, (long)rows * longest * width).Slice(row * longest * width, length * width).ToArray();

    private static void Fill(ReadOnlySpan<ReadOnlyMemory<int>> rows, int longest, Span<long> ids, Span<long> lengths)
    {
        for (int row = 0; row < lengths.Length; row++)
        {
            var source = rows[row].Span;
            var target = ids.Slice(row * longest, longest);
            TensorPrimitives.ConvertTruncating(source, target[..source.Length]);
            target[source.Length..].Clear(); // 0 is Vocabulary.PadId.
            lengths[row] = source.Length;
        }
    }

    private static ForwardResult Cut(
        IReadOnlyList<OrtValue> outputs, ForwardShape shape, ForwardOutputs parts, int row, int length, int longest, int rows)
    {
        int next = 1;
        var logits = OutputValues.Of(outputs[0], (long)rows * shape.Classes).Slice(row * shape.Classes, shape.Classes);
        if (!float.IsFinite(TensorPrimitives.Sum(logits)))
        {
            return new ForwardResult { Logits = [], Fault = new InvalidDataException("The model gave a logit that is not finite.") };
        }

        return new ForwardResult
        {
            Logits = logits.ToArray(),
            Evidence = Part(ForwardOutputs.Evidence, shape.Classes),
            WordWeights = Aspects(),
            ForwardStates = Part(ForwardOutputs.ForwardStates, shape.StateWidth),
            BackwardStates = Part(ForwardOutputs.BackwardStates, shape.StateWidth),
            WordStates = Part(ForwardOutputs.WordStates, shape.WordWidth),
            LocalLogits = Part(ForwardOutputs.LocalLogits, shape.Classes),
        };

        float[] Part(ForwardOutputs part, int width) => (parts & part) == 0 ? [] : Steps(outputs[next++], row, rows, longest, length, width);

        // [B, R, T], padded steps at the end of every aspect.
        float[] Aspects()
        {
            if ((parts & ForwardOutputs.WordWeights) == 0)
            {
                return [];
            }

            var weights = OutputValues.Of(outputs[next++], (long)rows * shape.Aspects * longest).Slice(row * shape.Aspects * longest);
            float[] cut = new float[shape.Aspects * length];
            for (int aspect = 0; aspect < shape.Aspects; aspect++)
            {
                weights.Slice(aspect * longest, length).CopyTo(cut.AsSpan(aspect * length));
            }

            return cut;
        }
    }
}
