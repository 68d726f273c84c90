using TextClassify.Api.Problems;
using TextClassify.Inference.Registry;

namespace TextClassify.Api.Requests;

/// <summary>
/// Finds the model of a request, once: the version that is chosen is leased until the request has ended, streams and events included, so that it can
/// be run whatever operators do meanwhile.
/// </summary>
internal static class ModelLookup
{
    /// <summary>Takes <c>name</c>, <c>name/version</c>, or the default model for null.</summary>
    public static (LoadedModel? Model, Problem? Problem) Find(HttpContext http, IModelRegistry registry, string? given)
    {
        var package = Lease(http, registry, given, static (current, name, version, key) => current.Classifier(name, version, key));
        return package is null ? (null, NoClassifier(registry.Current, given)) : ((LoadedModel)package.Model, null);
    }

    /// <summary>Takes <c>name</c>, <c>name/version</c>, or the first language model for null.</summary>
    public static (LoadedLanguageModel? Model, Problem? Problem) FindLanguage(HttpContext http, IModelRegistry registry, string? given)
    {
        var package = Lease(http, registry, given, static (current, name, version, key) => current.Language(name, version, key));
        return package is null ? (null, NoLanguageModel(registry.Current, given)) : ((LoadedLanguageModel)package.Model, null);
    }

    /// <summary>Takes <c>name</c> or <c>name/version</c>. For what its package says only: without a lease a model is not to be run.</summary>
    public static (LoadedModel? Model, Problem? Problem) Describe(IModelRegistry registry, string given)
    {
        var current = registry.Current;
        var (name, version) = Split(given);
        return current.Find(name, version) is { } model ? (model, null) : (null, NoClassifier(current, given));
    }

    /// <summary>The same of a model of any kind.</summary>
    public static (LoadedModel? Classifier, LoadedLanguageModel? Language, Problem? Problem) DescribeAny(IModelRegistry registry, string given)
    {
        var current = registry.Current;
        var (name, version) = Split(given);
        var (classifier, language) = (current.Find(name, version), current.FindLanguage(name, version));
        return classifier is not null || language is not null ? (classifier, language, null)
            : IsEmpty(current) ? (null, null, NotReady())
            : (null, null, Unknown(given, current.Packages.Select(one => one.Name)));
    }

    /// <summary>Whether requests for it go to a language model.</summary>
    public static bool IsLanguage(IModelRegistry registry, string given) => DescribeAny(registry, given) is (null, not null, _);

    public static ModelReference Reference(LoadedModel model) => new(model.Manifest.Name, model.Manifest.Version, model.Sha256);

    public static ModelReference Reference(LoadedLanguageModel model) => new(model.Manifest.Name, model.Manifest.Version, model.Sha256);

    private static LoadedPackage? Lease(
        HttpContext http, IModelRegistry registry, string? given, Func<ModelSnapshot, string?, string?, string?, LoadedPackage?> choose)
    {
        var (name, version) = Split(given);
        while (true)
        {
            var current = registry.Current;
            var package = choose(current, name, version, current.HasCanaries ? StickyKey.Of(http) : null);
            if (package is null)
            {
                return null;
            }

            // It may have been unloaded since the snapshot was read; then another one serves.
            if (package.TryLease() is { } lease)
            {
                http.Response.RegisterForDispose(lease);
                return package;
            }
        }
    }

    private static Problem NoClassifier(ModelSnapshot current, string? given)
    {
        var (name, version) = Split(given);
        return IsEmpty(current) ? NotReady()
            : given is not null && current.FindLanguage(name, version) is not null ? WrongTask(given, "a language model; /score, /generate, /hidden-states and a JSON body of /explain take it")
            : Unknown(given ?? "", current.Models.Select(one => one.Manifest.Name));
    }

    private static Problem NoLanguageModel(ModelSnapshot current, string? given)
    {
        var (name, version) = Split(given);
        return IsEmpty(current) ? NotReady()
            : given is not null && current.Find(name, version) is not null ? WrongTask(given, "a classifier; /classify, /hidden-states and /explain take it")
            : Unknown(given ?? "", current.Languages.Select(one => one.Manifest.Name));
    }

    private static bool IsEmpty(ModelSnapshot current) => current.Packages.Count == 0;

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
