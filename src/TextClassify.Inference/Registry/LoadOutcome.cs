using TextClassify.Models;

namespace TextClassify.Inference.Registry;

/// <summary>Either a model of one of the two kinds and what must be released after it, or why there is none.</summary>
internal readonly record struct LoadOutcome
{
    public LoadOutcome(PackageRefusal refusal)
    {
        Refusal = refusal;
    }

    public LoadOutcome(LoadedModel model, IDisposable resources)
    {
        Model = model;
        Resources = resources;
    }

    public LoadOutcome(LoadedLanguageModel model, IDisposable resources)
    {
        Language = model;
        Resources = resources;
    }

    public LoadedModel? Model { get; }

    public LoadedLanguageModel? Language { get; }

    public IDisposable? Resources { get; }

    public PackageRefusal? Refusal { get; }
}
