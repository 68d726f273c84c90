namespace TextClassify.Training.Aspect;

/// <summary><c>dev.json</c> of a run folder: the final net (best epoch, table in half precision) on the development texts.</summary>
/// <param name="Epoch">Epoch of the weights kept, from 1.</param>
/// <param name="Domains">In the order of the recipe.</param>
/// <param name="Weights">Numbers trained, the embedding table's left out.</param>
internal sealed record AspectReport(int Epoch, IReadOnlyList<DomainReport> Domains, long Weights)
{
    /// <summary>Mean of the domains' accuracies, 0..1.</summary>
    public double Accuracy => Domains.Average(domain => domain.Accuracy);
}

/// <param name="Name">The domain's.</param>
/// <param name="Accuracy">Share of aspects whose largest logit is the label's, 0..1.</param>
/// <param name="MacroF1">Mean of F1 over the classes that have a row, 0..1.</param>
/// <param name="Spans">What the tagger found.</param>
/// <param name="Labels">True class of each aspect.</param>
/// <param name="Logits">[aspects][C], before temperature: what calibration fits its temperature on.</param>
internal sealed record DomainReport(
    string Name, double Accuracy, double MacroF1, SpanCount Spans, IReadOnlyList<int> Labels, IReadOnlyList<float[]> Logits);
