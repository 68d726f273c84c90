using TextClassify.Forward;

namespace TextClassify.Training.Aspect;

/// <summary>Runs development texts through the shipped graphs.</summary>
internal static class AspectScorer
{
    private const int BlockTexts = 64;

    /// <summary>The figures of a domain: the logits of its aspects, and the spans that the graphs find without being told.</summary>
    public static async Task<DomainReport> ScoreAsync(
        IAspectPass pass, string domain, IReadOnlyList<EncodedAspects> texts, CancellationToken cancellationToken)
    {
        var logits = new List<float[]>();
        var spans = default(SpanCount);
        foreach (var block in texts.Chunk(BlockTexts))
        {
            var told = await RunAsync(pass, [.. block.Select(text => new AspectRow(text.Text.Ids, text.Ranges))], cancellationToken);
            logits.AddRange(told.SelectMany(reading => reading.Results).Select(result => result.Logits));
            var found = await RunAsync(pass, [.. block.Select(text => new AspectRow(text.Text.Ids, null))], cancellationToken);
            foreach (var (reading, text) in found.Zip(block))
            {
                spans += SpanCount.Of(reading.Aspects, text.Ranges);
            }
        }

        return AspectPredictor.Report(domain, [.. logits], [.. texts.SelectMany(text => text.Labels)], spans);
    }

    public static async Task<AspectReading[]> RunAsync(
        IAspectPass pass, IReadOnlyList<AspectRow> rows, CancellationToken cancellationToken) =>
        (await pass.RunAsync(rows, ForwardOutputs.Logits, new ForwardTerms(ForwardLane.Bulk), cancellationToken)).Readings;

    /// <exception cref="DataException">The graphs don't say what the net said when it was trained.</exception>
    public static void ThrowIfApart(IReadOnlyList<DomainReport> graph, IReadOnlyList<DomainReport> net)
    {
        foreach (var (left, right) in graph.Zip(net))
        {
            Parity.ThrowIfApart(AspectPredictor.Pool([left]), AspectPredictor.Pool([right]), $"aspects of {right.Name}");
            if (left.Spans != right.Spans)
            {
                throw new DataException(
                    $"The graphs find {left.Spans.Right} spans of {left.Name} right where the net has {right.Spans.Right}.");
            }
        }
    }
}
