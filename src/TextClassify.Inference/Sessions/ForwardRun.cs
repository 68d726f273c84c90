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

    // Read only by runs, so all of them share it.
    private static readonly RunOptions Options = new();

    public static float[] Bias(InferenceSession session)
    {
        using var tokenIds = OrtValue.CreateTensorValueFromMemory<long>([Vocabulary.PadId], [1, 1]);
        using var lengths = OrtValue.CreateTensorValueFromMemory<long>([1], [1]);
        using var outputs = session.Run(Options, InputNames, [tokenIds, lengths], BiasName);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>Writes the results of the rows to <paramref name="results"/>; a row whose logits are not finite has a fault.</summary>
    public static void Run(
        InferenceSession session,
        ForwardShape shape,
        ReadOnlySpan<ReadOnlyMemory<int>> rows,
        int longest,
        ForwardOutputs parts,
        Span<ForwardResult> results)
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
            using var outputs = session.Run(Options, InputNames, [idValue, lengthValue], GraphOutputs.Names(parts));
            for (int row = 0; row < count; row++)
            {
                results[row] = Cut(outputs, shape, parts, row, rows[row].Length, longest);
            }
        }
        finally
        {
            ArrayPool<long>.Shared.Return(buffer);
        }
    }

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
        IReadOnlyList<OrtValue> outputs, ForwardShape shape, ForwardOutputs parts, int row, int length, int longest)
    {
        int next = 1;
        var logits = outputs[0].GetTensorDataAsSpan<float>().Slice(row * shape.Classes, shape.Classes);
        if (!float.IsFinite(TensorPrimitives.Sum(logits)))
        {
            return new ForwardResult { Logits = [], Fault = new InvalidDataException("The model gave a logit that is not finite.") };
        }

        return new ForwardResult
        {
            Logits = logits.ToArray(),
            Evidence = Steps(ForwardOutputs.Evidence, shape.Classes),
            WordWeights = Aspects(),
            ForwardStates = Steps(ForwardOutputs.ForwardStates, shape.StateWidth),
            BackwardStates = Steps(ForwardOutputs.BackwardStates, shape.StateWidth),
            WordStates = Steps(ForwardOutputs.WordStates, shape.WordWidth),
            LocalLogits = Steps(ForwardOutputs.LocalLogits, shape.Classes),
        };

        // [B, T, width], padded steps last.
        float[] Steps(ForwardOutputs part, int width) => (parts & part) == 0
            ? []
            : outputs[next++].GetTensorDataAsSpan<float>().Slice(row * longest * width, length * width).ToArray();

        // [B, R, T], padded steps at the end of every aspect.
        float[] Aspects()
        {
            if ((parts & ForwardOutputs.WordWeights) == 0)
            {
                return [];
            }

            var weights = outputs[next++].GetTensorDataAsSpan<float>().Slice(row * shape.Aspects * longest);
            float[] cut = new float[shape.Aspects * length];
            for (int aspect = 0; aspect < shape.Aspects; aspect++)
            {
                weights.Slice(aspect * longest, length).CopyTo(cut.AsSpan(aspect * length));
            }

            return cut;
        }
    }
}
