using TextClassify.Api.Contracts;
using TextClassify.Api.Problems;
using TextClassify.Inference.Registry;

namespace TextClassify.Api.Scoring;

internal static class ModelLookup
{
    /// <summary>Takes <c>name</c>, <c>name/version</c>, or the default model for null.</summary>
    public static (LoadedModel? Model, Problem? Problem) Find(IModelRegistry registry, string? given)
    {
        var current = registry.Current;
        if (IsEmpty(current))
        {
            return (null, NotReady());
        }

        var (name, version) = Split(given);
        var model = current.Find(name, version);
        return model is not null ? (model, null)
            : current.FindLanguage(name, version) is not null && given is not null ? (null, WrongTask(given, "a language model; /score, /generate, /hidden-states and a JSON body of /explain take it"))
            : (null, Unknown(given ?? "", current.Models.Select(one => one.Manifest.Name)));
    }

    /// <summary>Takes <c>name</c>, <c>name/version</c>, or the first language model for null.</summary>
    public static (LoadedLanguageModel? Model, Problem? Problem) FindLanguage(IModelRegistry registry, string? given)
    {
        var current = registry.Current;
        if (IsEmpty(current))
        {
            return (null, NotReady());
        }

        var (name, version) = Split(given);
        if (current.FindLanguage(name, version) is { } model)
        {
            return (model, null);
        }

        return given is not null && current.Find(name, version) is not null
            ? (null, WrongTask(given, "a classifier; /classify, /hidden-states and /explain take it"))
            : (null, Unknown(given ?? "", current.Languages.Select(one => one.Manifest.Name)));
    }

    /// <summary>Takes <c>name</c> or <c>name/version</c> of a model of either kind.</summary>
    public static (LoadedModel? Classifier, LoadedLanguageModel? Language, Problem? Problem) FindAny(IModelRegistry registry, string given)
    {
        var current = registry.Current;
        var (name, version) = Split(given);
        var (classifier, language) = (current.Find(name, version), current.FindLanguage(name, version));
        return classifier is not null || language is not null ? (classifier, language, null)
            : IsEmpty(current) ? (null, null, NotReady())
            : (null, null, Unknown(given, current.Models.Select(one => one.Manifest.Name).Concat(current.Languages.Select(one => one.Manifest.Name))));
    }

    public static ModelReference Reference(LoadedModel model) => new(model.Manifest.Name, model.Manifest.Version, model.Sha256);

    public static ModelReference Reference(LoadedLanguageModel model) => new(model.Manifest.Name, model.Manifest.Version, model.Sha256);

    private static bool IsEmpty(ModelSnapshot current) => current.Models.Count == 0 && current.Languages.Count == 0;

    private static Problem NotReady() =>
        new(ProblemTypes.NotReady, "No model is loaded; /health/ready says why.") { RetryAfterSeconds = 5 };

    private static (string? Name, string? Version) Split(string? given)
    {
        int slash = given?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        return slash < 0 ? (given, null) : (given![..slash], given[(slash + 1)..]);
    }

    private static Problem WrongTask(string given, string what) =>
        new(ProblemTypes.WrongTask, $"{Quoted.Name(given)} is {what}.") { Where = "model" };

    private static Problem Unknown(string given, IEnumerable<string> names)
    {
        string loaded = string.Join(", ", names.Distinct());
        string there = loaded.Length == 0 ? "there is none of this kind" : $"there are {loaded}";
        string what = given.Length == 0 ? "The request names no model" : $"{Quoted.Name(given)} is not loaded";
        return new Problem(ProblemTypes.UnknownModel, $"{what}; {there}.") { Where = "model" };
    }
}
