using static TorchSharp.torch;

namespace TextClassify.Training.Aspect;

/// <summary>Runs a net over the development texts of a domain in Torch.</summary>
internal static class AspectPredictor
{
    private const int BatchTexts = 64;

    public static DomainReport Score(
        AspectNet net, WordTable words, string domain, IReadOnlyList<EncodedAspects> texts, CancellationToken cancellationToken)
    {
        using var frozen = no_grad();
        float[][][] logits = new float[texts.Count][][];
        var spans = default(SpanCount);
        foreach (int[] rows in Enumerable.Range(0, texts.Count).OrderBy(row => texts[row].Text.Length).ThenBy(row => row).Chunk(BatchTexts))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var batch = AspectBatch.Of([.. rows.Select(row => texts[row])]);
            var states = net.Encode(words.Gather(batch.Tokens), batch.Tokens);
            float[] scores = Crnn.Values(net.Read(states, batch.Places).Logits.contiguous()).ToArray();
            float[] tags = Crnn.Values(net.Tags(states).contiguous()).ToArray();
            int aspect = 0;
            for (int i = 0; i < rows.Length; i++)
            {
                var text = texts[rows[i]];
                logits[rows[i]] = [.. scores.Skip(aspect * net.Classes).Take(text.Ranges.Count * net.Classes).Chunk(net.Classes)];
                aspect += text.Ranges.Count;
                int from = i * batch.Tokens.Time * AspectTags.Count;
                spans += SpanCount.Of(AspectTags.Spans(tags.AsSpan(from, text.Text.Length * AspectTags.Count)), text.Ranges);
            }
        }

        return Report(domain, [.. logits.SelectMany(rows => rows)], [.. texts.SelectMany(text => text.Labels)], spans);
    }

    /// <summary>The figures that follow from logits and spans.</summary>
    public static DomainReport Report(string domain, float[][] logits, int[] labels, SpanCount spans)
    {
        var matrix = new ConfusionMatrix(LabelledLogits.Of(logits, labels));
        return new(domain, matrix.Accuracy, matrix.MacroF1, spans, labels, logits);
    }

    /// <summary>All domains as one split, for what a model has once: its temperature.</summary>
    public static LabelledLogits Pool(IEnumerable<DomainReport> domains)
    {
        var reports = domains.ToArray();
        return LabelledLogits.Of([.. reports.SelectMany(report => report.Logits)], [.. reports.SelectMany(report => report.Labels)]);
    }
}
