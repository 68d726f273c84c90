namespace TextClassify.Inference.Traffic;

/// <summary>Which versions of a model take requests that name none. Immutable.</summary>
/// <param name="Name">The model.</param>
/// <param name="Active">Answers.</param>
/// <param name="Previous">Was active before; what a roll back goes to. It need not be loaded.</param>
/// <param name="Canary">Answers a share of them in place of the active one.</param>
/// <param name="Shadow">Is asked the same as the one that answers, and compared; it never answers.</param>
public sealed record ModelTraffic(string Name, string Active, string? Previous = null, CanaryTraffic? Canary = null, string? Shadow = null)
{
    /// <param name="key">Whoever is to see one version only; null always gets the active one.</param>
    public string Choose(string? key) => Canary is { } canary && key is not null && canary.Takes(Name, key) ? canary.Version : Active;
}
