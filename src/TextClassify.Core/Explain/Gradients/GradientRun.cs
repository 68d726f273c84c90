using System.Buffers;

namespace TextClassify.Explain.Gradients;

/// <summary>Writes the embeddings of a point, [T,D].</summary>
internal delegate void PointWriter(int index, Span<float> point);

/// <summary>Reads z at a point, [C], and df/dx there, [T,D].</summary>
internal delegate void GradientReader(int index, ReadOnlySpan<float> logits, ReadOnlySpan<float> gradient);

/// <summary>Reads the slopes of f at a point along each token's own part of a direction, [T].</summary>
internal delegate void SlopeReader(int index, ReadOnlySpan<double> slopes);

/// <summary>The model calls of one explanation by gradients: points around its text, run in blocks.</summary>
internal sealed class GradientRun : ExplanationRun
{
    // A block of 4,096 tokens of width 200 is 3 MB; 20 tokens at 128 nodes fit one block.
    public const int DefaultBlockTokens = 4096;

    private static readonly Dictionary<string, object> Differences = new() { ["derivatives"] = "central_differences" };
    private static readonly Dictionary<string, object> None = [];

    private GradientRun(ExplanationQuery request, IForwardPass model, int blockTokens, ForwardBatch text)
        : base(request, blockTokens, text)
    {
        Pass = model.Embeddings
            ?? throw new InvalidOperationException(
                "No graph of the model takes embeddings; its capabilities should not have offered this method.");
        Backward = model.Gradients;
        Embeddings = new float[request.Text.Length * Pass.EmbeddingWidth];
        Pass.Embed(request.Text.Ids.Span, Embeddings);
    }

    public IEmbeddingPass Pass { get; }

    /// <summary>Null where slopes come from differences.</summary>
    public IGradientPass? Backward { get; }

    /// <summary>[T,D], of the text itself.</summary>
    public float[] Embeddings { get; }

    /// <summary>How slopes come about where it is not from a backward pass.</summary>
    public IReadOnlyDictionary<string, object> Facts => Backward is null ? Differences : None;

    public static IGradientPass Required(IForwardPass model) =>
        model.Gradients
            ?? throw new InvalidOperationException("The model has no backward pass; its capabilities should not have offered this method.");

    /// <summary>Calls of the slopes of one objective at one point; see <see cref="SlopesAsync"/>.</summary>
    public static long MostCallsOfSlopes(ParameterValues parameters, ExplainSize size) =>
        !size.HasBackward ? 2L * size.Tokens : parameters.Output is OutputSpace.Logit ? 1 : 2;

    /// <summary>Runs the text itself, forward.</summary>
    public static async Task<GradientRun> StartAsync(
        ExplanationQuery request, IForwardPass model, int blockTokens, CancellationToken cancellationToken) =>
        new(request, model, blockTokens, await RunTextAsync(request, model, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads the logits of some points, [count, C], without their gradients.</summary>
    public async Task<float[]> ValuesAsync(int count, PointWriter write, CancellationToken cancellationToken)
    {
        int classes = Logits.Length;
        float[] values = new float[count * classes];
        await VisitValuesAsync(
            count, write, (index, logits, _) => logits.CopyTo(values.AsSpan(index * classes)), RunStop.Never, cancellationToken)
            .ConfigureAwait(false);
        return values;
    }

    /// <summary>Visits points in order for their logits alone; the reader's gradient is empty.</summary>
    /// <returns>As <see cref="VisitAsync"/>.</returns>
    public Task<int> VisitValuesAsync(
        int count, PointWriter write, GradientReader read, RunStop stop, CancellationToken cancellationToken) =>
        RunAsync(count, write, objective: null, read, stop, cancellationToken);

    /// <summary>Visits points in order. An objective whose slope depends on the logits costs two calls a point, for the slope comes
    /// first.</summary>
    /// <param name="count">Points.</param>
    /// <param name="write">Called once a point.</param>
    /// <param name="objective">f.</param>
    /// <param name="read">Called once a point.</param>
    /// <param name="stop">Whether the deadline counts.</param>
    /// <param name="cancellationToken">Seen before each block.</param>
    /// <returns>The points visited: all, or fewer when the deadline passed.</returns>
    public Task<int> VisitAsync(
        int count, PointWriter write, Objective objective, GradientReader read, RunStop stop, CancellationToken cancellationToken) =>
        RunAsync(count, write, objective, read, stop, cancellationToken);

    /// <summary>
    /// Visits points in order for the slopes there: from the backward pass, or by <see cref="CentralDifferences"/> where the model has
    /// none.
    /// </summary>
    /// <param name="count">Points.</param>
    /// <param name="write">Called at least once a point.</param>
    /// <param name="direction">[T,D].</param>
    /// <param name="objective">f.</param>
    /// <param name="read">Called once a point.</param>
    /// <param name="stop">Whether the deadline counts.</param>
    /// <param name="cancellationToken">Seen before each block.</param>
    /// <returns>The points visited: all, or fewer when the deadline passed.</returns>
    public Task<int> SlopesAsync(
        int count,
        PointWriter write,
        float[] direction,
        Objective objective,
        SlopeReader read,
        RunStop stop,
        CancellationToken cancellationToken)
    {
        if (Backward is null)
        {
            return new CentralDifferences(this, direction).VisitAsync(count, write, objective, read, stop, cancellationToken);
        }

        double[] slopes = new double[Request.Text.Length];
        return VisitAsync(
            count,
            write,
            objective,
            (index, _, gradient) =>
            {
                IntegratedGradients.WriteSlopes(direction, gradient, slopes);
                read(index, slopes);
            },
            stop,
            cancellationToken);
    }

    /// <summary>What a gradient is multiplied by, [T,D]: the embeddings, or ones where the parameters leave them out.</summary>
    public float[] Factor(ParameterValues parameters)
    {
        if (parameters.Boolean(SharedParameters.MultiplyByInputsName))
        {
            return Embeddings;
        }

        float[] ones = new float[Embeddings.Length];
        Array.Fill(ones, 1);
        return ones;
    }

    private async Task<int> RunAsync(
        int count, PointWriter write, Objective? objective, GradientReader read, RunStop stop, CancellationToken cancellationToken)
    {
        int size = Embeddings.Length, classes = Logits.Length, blockRows = Math.Min(count, BlockRows);
        float[] points = ArrayPool<float>.Shared.Rent(blockRows * size);
        float[] gradients = objective is null ? [] : ArrayPool<float>.Shared.Rent(blockRows * size);
        float[] slopes = new float[blockRows * classes], logits = new float[blockRows * classes];
        try
        {
            for (int start = 0; start < count; start += blockRows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (stop.Before(start, Request.Deadline))
                {
                    return start;
                }

                int rows = Math.Min(blockRows, count - start);
                for (int row = 0; row < rows; row++)
                {
                    write(start + row, points.AsSpan(row * size, size));
                }

                var block = new Block(
                    points.AsMemory(0, rows * size), slopes.AsMemory(0, rows * classes), logits.AsMemory(0, rows * classes));
                if (objective is null or { HasConstantSlope: false })
                {
                    await RunAsync(block, default, rows, cancellationToken).ConfigureAwait(false);
                }

                if (objective is { } f)
                {
                    for (int row = 0; row < rows; row++)
                    {
                        f.WriteSlope(logits.AsSpan(row * classes, classes), slopes.AsSpan(row * classes, classes));
                    }

                    await RunAsync(block, gradients.AsMemory(0, rows * size), rows, cancellationToken).ConfigureAwait(false);
                }

                for (int row = 0; row < rows; row++)
                {
                    read(start + row, logits.AsSpan(row * classes, classes), objective is null ? [] : gradients.AsSpan(row * size, size));
                }
            }

            return count;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(points);
            if (objective is not null)
            {
                ArrayPool<float>.Shared.Return(gradients);
            }
        }
    }

    private async Task RunAsync(Block block, Memory<float> gradients, int rows, CancellationToken cancellationToken)
    {
        var timing = await (gradients.IsEmpty
            ? Pass.RunAsync(block.Points, Request.Text.Length, block.Logits, cancellationToken)
            : Backward!.RunAsync(
                block.Points, Request.Text.Length, block.Slopes, block.Logits, gradients, cancellationToken)).ConfigureAwait(false);
        Count(rows, timing.Queue, timing.Compute);
    }

    private readonly record struct Block(Memory<float> Points, Memory<float> Slopes, Memory<float> Logits);
}
