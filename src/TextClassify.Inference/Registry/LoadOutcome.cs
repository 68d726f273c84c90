using TextClassify.Models;

namespace TextClassify.Inference.Registry;

/// <summary>Either a model and what must be released after it, or why there is none.</summary>
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

    public LoadedModel? Model { get; }

    public IDisposable? Resources { get; }

    public PackageRefusal? Refusal { get; }
}
