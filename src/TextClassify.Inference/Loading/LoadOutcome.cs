namespace TextClassify.Inference.Loading;

/// <summary>Either a model of any kind and what must be released after it, or why there is none.</summary>
public readonly record struct LoadOutcome
{
    public LoadOutcome(PackageRefusal refusal)
    {
        Refusal = refusal;
    }

    /// <param name="model">Answers as its package says.</param>
    /// <param name="resources">Released after it; null where there is nothing to release.</param>
    public LoadOutcome(ILoadedModel model, IDisposable? resources)
    {
        Loaded = model;
        Resources = resources;
    }

    public ILoadedModel? Loaded { get; }

    public IDisposable? Resources { get; }

    public PackageRefusal? Refusal { get; }

    /// <summary>Ends when the thread does that a refused load still has; null where it has none.</summary>
    internal Task? Rest { get; init; }
}
