using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace TextClassify.Inference.Sessions;

/// <summary>
/// Lays rows out as a graph takes them: what the model reads around every text is put around each row, and shorter rows are filled up.
/// Immutable, safe for concurrent use.
/// </summary>
internal sealed class GraphFeed
{
    private readonly GraphInputs _inputs;
    private readonly SpecialIds _special;
    private readonly EmbeddingRows? _embeddings;
    private readonly string[] _names;

    /// <param name="inputs">What the graph takes: ids, embeddings or both. Rows are padded where it takes lengths or a mask.</param>
    /// <param name="special">Of the model's vocabulary.</param>
    /// <param name="embeddings">The model's table; null for a graph that takes none.</param>
    public GraphFeed(GraphInputs inputs, SpecialIds special, EmbeddingRows? embeddings = null)
        : this(inputs, special, embeddings, inputs.Lengths is not null || inputs.Mask is not null)
    {
    }

    private GraphFeed(GraphInputs inputs, SpecialIds special, EmbeddingRows? embeddings, bool pads)
    {
        (_inputs, _special, _embeddings, Pads) = (inputs, special, inputs.Embeddings is null ? null : embeddings, pads);
        _names = [.. inputs.Names];
    }

    /// <summary>Of a graph that this repository's tools wrote.</summary>
    public static GraphFeed OfWords { get; } =
        new(new GraphInputs { Ids = ForwardGraph.TokenIds, Lengths = ForwardGraph.Lengths }, SpecialIds.OfWords);

    /// <summary>Tokens beside those of a row.</summary>
    public int Around => _special.Around;

    /// <summary>Those of them before it.</summary>
    public int Before => _special.Prefix.Length;

    /// <summary>Whether the graph is told which tokens are padding, so that rows of different lengths can run together.</summary>
    public bool Pads { get; }

    /// <summary>Of a package's graph.</summary>
    /// <param name="inputs">
    /// As the package names them; null is a graph from embeddings, and its contract is that every row is as long as the longest.
    /// </param>
    /// <param name="special">Of the model's vocabulary.</param>
    /// <param name="session">The graph.</param>
    /// <param name="embeddings">The model's table; null for a graph that takes ids alone.</param>
    public static GraphFeed Of(GraphInputs? inputs, SpecialIds special, GraphSession session, EmbeddingRows? embeddings)
    {
        if (inputs is not null)
        {
            return new GraphFeed(inputs, special, embeddings);
        }

        string? lengths = session.InputMetadata.ContainsKey(ForwardGraph.Lengths) ? ForwardGraph.Lengths : null;
        return new GraphFeed(new GraphInputs { Embeddings = ForwardGraph.Embeddings, Lengths = lengths }, special, embeddings, pads: false);
    }

    /// <summary>Runs rows of ids; the outputs belong to the caller.</summary>
    /// <param name="session">The graph.</param>
    /// <param name="rows">May be without a token where something stands around them.</param>
    /// <param name="longest">Tokens of the longest row.</param>
    /// <param name="names">Outputs.</param>
    public IDisposableReadOnlyCollection<OrtValue> Run(
        GraphSession session, ReadOnlySpan<ReadOnlyMemory<int>> rows, int longest, string[] names)
    {
        int steps = longest + Around, width = _embeddings?.Width ?? 0;
        long[] buffer = ArrayPool<long>.Shared.Rent(SizeOf(rows.Length, steps));
        float[] points = width == 0 ? [] : ArrayPool<float>.Shared.Rent(rows.Length * steps * width);
        var values = new OrtValue[_names.Length];
        try
        {
            var ids = buffer.AsMemory(0, rows.Length * steps);
            for (int row = 0; row < rows.Length; row++)
            {
                Lay(rows[row].Span, ids.Span.Slice(row * steps, steps));
            }

            _embeddings?.Write(ids.Span, points);
            Fill(values, buffer, points.AsMemory(0, rows.Length * steps * width), rows.Length, rows, steps);
            return session.Run(_names, values, names);
        }
        finally
        {
            Dispose(values);
            ArrayPool<long>.Shared.Return(buffer);
            if (width > 0)
            {
                ArrayPool<float>.Shared.Return(points);
            }
        }
    }

    /// <summary>
    /// Runs rows of equal length from their embeddings. A graph that makes positions of ids is given the unknown one everywhere.
    /// </summary>
    /// <param name="session">The graph, which takes embeddings.</param>
    /// <param name="points">[rows,T,D]; not written to.</param>
    /// <param name="tokens">T.</param>
    /// <param name="outputs">Written.</param>
    /// <param name="names">Theirs.</param>
    public void Run(GraphSession session, ReadOnlyMemory<float> points, int tokens, OrtValue[] outputs, string[] names)
    {
        int width = _embeddings!.Width, rows = points.Length / (tokens * width), steps = tokens + Around;
        long[] buffer = ArrayPool<long>.Shared.Rent(SizeOf(rows, steps));
        float[] wider = Around == 0 ? [] : ArrayPool<float>.Shared.Rent(rows * steps * width);
        var values = new OrtValue[_names.Length];
        try
        {
            var ids = buffer.AsSpan(0, rows * steps);
            ids.Fill(_special.Unknown);
            for (int row = 0; row < rows && Around > 0; row++)
            {
                Surround(ids.Slice(row * steps, steps));
                var place = wider.AsSpan(row * steps * width, steps * width);
                _embeddings.Write(_special.Prefix.Span, place);
                points.Span.Slice(row * tokens * width, tokens * width).CopyTo(place[(Before * width)..]);
                _embeddings.Write(_special.Suffix.Span, place[((Before + tokens) * width)..]);
            }

            // The runtime asks for writable memory and only reads an input.
            var laid = Around == 0 ? MemoryMarshal.AsMemory(points) : wider.AsMemory(0, rows * steps * width);
            Fill(values, buffer, laid, rows, [], steps);
            session.Run(_names, values, names, outputs);
        }
        finally
        {
            Dispose(values);
            ArrayPool<long>.Shared.Return(buffer);
            if (Around > 0)
            {
                ArrayPool<float>.Shared.Return(wider);
            }
        }
    }

    private int SizeOf(int rows, int steps) =>
        rows * ((steps * (1 + (_inputs.Mask is null ? 0 : 1) + (_inputs.Types is null ? 0 : 1))) + (_inputs.Lengths is null ? 0 : 1));

    private void Lay(ReadOnlySpan<int> row, Span<long> place)
    {
        TensorPrimitives.ConvertTruncating(row, place[Before..]);
        int end = Before + row.Length;
        if (Around > 0)
        {
            Surround(place[..(end + _special.Suffix.Length)]);
            end += _special.Suffix.Length;
        }

        place[end..].Fill(_special.Pad);
    }

    private void Surround(Span<long> row)
    {
        TensorPrimitives.ConvertTruncating(_special.Prefix.Span, row);
        TensorPrimitives.ConvertTruncating(_special.Suffix.Span, row[^_special.Suffix.Length..]);
    }

    /// <summary>Writes the inputs in the order of their names.</summary>
    /// <param name="values">Takes them.</param>
    /// <param name="buffer">Begins with the ids; what comes behind them is written here.</param>
    /// <param name="points">[count,steps,D].</param>
    /// <param name="count">Rows.</param>
    /// <param name="rows">Whose lengths count; empty where all rows are as long as the longest.</param>
    /// <param name="steps">Of the longest row, with what stands around it.</param>
    private void Fill(
        OrtValue[] values, long[] buffer, Memory<float> points, int count, ReadOnlySpan<ReadOnlyMemory<int>> rows, int steps)
    {
        int next = 0, used = count * steps;
        long[] shape = [count, steps];
        if (_inputs.Ids is not null)
        {
            values[next++] = Value(buffer.AsMemory(0, used), shape);
        }

        if (_inputs.Embeddings is not null)
        {
            values[next++] = OrtValue.CreateTensorValueFromMemory(
                OrtMemoryInfo.DefaultInstance, points, [count, steps, _embeddings!.Width]);
        }

        if (_inputs.Lengths is not null)
        {
            var lengths = buffer.AsMemory(used, count);
            for (int row = 0; row < count; row++)
            {
                lengths.Span[row] = LengthOf(rows, row, steps);
            }

            values[next++] = Value(lengths, [count]);
            used += count;
        }

        if (_inputs.Mask is not null)
        {
            var mask = buffer.AsMemory(used, count * steps);
            for (int row = 0; row < count; row++)
            {
                int length = LengthOf(rows, row, steps);
                var place = mask.Span.Slice(row * steps, steps);
                place[..length].Fill(1);
                place[length..].Clear();
            }

            values[next++] = Value(mask, shape);
            used += count * steps;
        }

        if (_inputs.Types is not null)
        {
            var types = buffer.AsMemory(used, count * steps);
            types.Span.Clear();
            values[next] = Value(types, shape);
        }
    }

    private int LengthOf(ReadOnlySpan<ReadOnlyMemory<int>> rows, int row, int steps) => rows.IsEmpty ? steps : Around + rows[row].Length;

    private static OrtValue Value(Memory<long> memory, long[] shape) =>
        OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory, shape);

    private static void Dispose(OrtValue?[] values)
    {
        foreach (var value in values)
        {
            value?.Dispose();
        }
    }
}
