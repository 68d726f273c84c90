using TextClassify.Models;

namespace TextClassify.Inference.Registry;

/// <summary>Either a model of any kind and what must be released after it, or why there is none.</summary>
internal readonly record struct LoadOutcome
{
    public LoadOutcome(PackageRefusal refusal)
    {
        Refusal = refusal;
    }

    public LoadOutcome(ILoadedModel model, IDisposable resources)
    {
        Loaded = model;
        Resources = resources;
    }

    public ILoadedModel? Loaded { get; }

    public LoadedModel? Model => Loaded as LoadedModel;

    public LoadedLanguageModel? Language => Loaded as LoadedLanguageModel;

    public IDisposable? Resources { get; }

    public PackageRefusal? Refusal { get; }

    /// <summary>Ends when the thread does that a refused load still has; null where it has none.</summary>
    public Task? Rest { get; init; }
}
