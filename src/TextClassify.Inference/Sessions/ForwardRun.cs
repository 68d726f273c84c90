using System.Numerics.Tensors;

namespace TextClassify.Inference.Sessions;

/// <summary>One run of a session: lays the rows out, cuts the results out.</summary>
internal static class ForwardRun
{
    private static readonly string[] BiasName = [ForwardGraph.Bias];

    public static float[] Bias(GraphSession session, int classes)
    {
        ReadOnlyMemory<int> padding = new[] { Vocabulary.PadId };
        using var outputs = GraphFeed.OfWords.Run(session, [padding], longest: 1, BiasName);
        return OutputValues.Of(outputs[0], classes).ToArray();
    }

    /// <summary>The logits of a text that says nothing, by a graph that gives no bias.</summary>
    public static float[] Nothing(GraphSession session, GraphFeed feed, SpecialIds special, ForwardShape shape)
    {
        ReadOnlyMemory<int> nothing = feed.Around > 0 ? ReadOnlyMemory<int>.Empty : new[] { special.Pad };
        var results = new ForwardResult[1];
        Run(session, feed, shape, [nothing], nothing.Length, ForwardOutputs.Logits, results);
        return results[0].Fault is { } fault ? throw fault : results[0].Logits;
    }

    /// <summary>As below, of a graph that this repository's tools wrote.</summary>
    public static void Run(
        GraphSession session,
        ForwardShape shape,
        ReadOnlySpan<ReadOnlyMemory<int>> rows,
        int longest,
        ForwardOutputs parts,
        Span<ForwardResult> results) => Run(session, GraphFeed.OfWords, shape, rows, longest, parts, results);

    /// <summary>Writes the results of the rows to <paramref name="results"/>; a row whose logits are not finite has a fault.</summary>
    public static void Run(
        GraphSession session,
        GraphFeed feed,
        ForwardShape shape,
        ReadOnlySpan<ReadOnlyMemory<int>> rows,
        int longest,
        ForwardOutputs parts,
        Span<ForwardResult> results)
    {
        using var outputs = feed.Run(session, rows, longest, GraphOutputs.Names(parts));
        for (int row = 0; row < rows.Length; row++)
        {
            results[row] = Cut(outputs, shape, parts, new RowPlace(row, rows.Length, longest + feed.Around, feed.Before, rows[row].Length));
        }
    }

    /// <summary>Runs a graph that takes ids and lengths; the outputs belong to the caller.</summary>
    public static IDisposableReadOnlyCollection<OrtValue> Run(
        GraphSession session, ReadOnlySpan<ReadOnlyMemory<int>> rows, int longest, string[] names) =>
        GraphFeed.OfWords.Run(session, rows, longest, names);

    /// <summary>A row of [B,T,width] without its padding.</summary>
    public static float[] Steps(OrtValue values, int row, int rows, int longest, int length, int width) =>
        Steps(values, new RowPlace(row, rows, longest, Before: 0, length), width);

    private static float[] Steps(OrtValue values, RowPlace place, int width) =>
        OutputValues.Of(values, (long)place.Rows * place.Steps * width)
            .Slice(((place.Row * place.Steps) + place.Before) * width, place.Length * width)
            .ToArray();

    private static ForwardResult Cut(IReadOnlyList<OrtValue> outputs, ForwardShape shape, ForwardOutputs parts, RowPlace place)
    {
        int next = 1;
        var logits = OutputValues.Of(outputs[0], (long)place.Rows * shape.Classes).Slice(place.Row * shape.Classes, shape.Classes);
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

        float[] Part(ForwardOutputs part, int width) => (parts & part) == 0 ? [] : Steps(outputs[next++], place, width);

        // [B, R, T], padded steps at the end of every aspect.
        float[] Aspects()
        {
            if ((parts & ForwardOutputs.WordWeights) == 0)
            {
                return [];
            }

            int size = shape.Aspects * place.Steps;
            var weights = OutputValues.Of(outputs[next++], (long)place.Rows * size).Slice(place.Row * size);
            float[] cut = new float[shape.Aspects * place.Length];
            for (int aspect = 0; aspect < shape.Aspects; aspect++)
            {
                weights.Slice((aspect * place.Steps) + place.Before, place.Length).CopyTo(cut.AsSpan(aspect * place.Length));
            }

            return cut;
        }
    }

    /// <summary>Where a row lies in an output.</summary>
    /// <param name="Row">Its index.</param>
    /// <param name="Rows">B.</param>
    /// <param name="Steps">Of every row, padding and what stands around it included.</param>
    /// <param name="Before">Steps before its first token.</param>
    /// <param name="Length">Its tokens.</param>
    private readonly record struct RowPlace(int Row, int Rows, int Steps, int Before, int Length);
}
