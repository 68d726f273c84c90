namespace TextClassify.Api.Requests;

/// <summary>
/// Finds the model of a request, once: the version that is chosen is leased until the request has ended, streams and events included, so
/// that it can be run whatever operators do meanwhile.
/// </summary>
internal static class ModelLookup
{
    /// <summary>Takes <c>name</c>, <c>name/version</c>, or the default model for null.</summary>
    /// <typeparam name="T">What the model must be able to do.</typeparam>
    public static Outcome<T> Find<T>(HttpContext http, IModelRegistry registry, string? given)
        where T : class, ILoadedModel => Find<T, T>(http, registry, given);

    /// <summary>The same for a verb that more models answer than can be the default.</summary>
    /// <typeparam name="T">What a model that is named must be able to do.</typeparam>
    /// <typeparam name="TDefault">What the model of a request that names none must be able to do.</typeparam>
    public static Outcome<T> Find<T, TDefault>(HttpContext http, IModelRegistry registry, string? given)
        where T : class, ILoadedModel
        where TDefault : class, T
    {
        var (name, version) = Split(given);
        while (true)
        {
            var current = registry.Current;
            string? key = current.HasCanaries ? StickyKey.Of(http) : null;
            var package = name is null ? current.Choose<TDefault>(null, version, key) : current.Choose<T>(name, version, key);
            if (package is null)
            {
                return None<TDefault>(current, given);
            }

            // It may have been unloaded since the snapshot was read; then another one serves.
            if (package.TryLease() is { } lease)
            {
                http.Response.RegisterForDispose(lease);
                return Outcome.Of((T)package.Model);
            }
        }
    }

    /// <summary>
    /// Takes <c>name</c> or <c>name/version</c>. For what its package says only: without a lease a model is not to be run.
    /// </summary>
    public static Outcome<T> Describe<T>(IModelRegistry registry, string given)
        where T : class, ILoadedModel
    {
        var current = registry.Current;
        var (name, version) = Split(given);
        return current.Find<T>(name, version) is { } model ? Outcome.Of(model) : None<T>(current, given);
    }

    public static ModelReference Reference(ILoadedModel model) => new(model.Manifest.Name, model.Manifest.Version, model.Sha256);

    /// <summary>Why there is no model for a request.</summary>
    private static Problem None<T>(ModelSnapshot current, string? given)
        where T : class, ILoadedModel
    {
        var (name, version) = Split(given);
        return current.Packages.Count == 0
                ? new(ProblemTypes.NotReady, "No model is loaded; /health/ready says why.") { RetryAfterSeconds = 5 }
            : given is not null && current.Find<ILoadedModel>(name, version) is { } other
                ? new(ProblemTypes.WrongTask, $"{Quoted.Name(given)} is {Words(other)}.") { Where = "model" }
            : Unknown(given ?? "", current.All<T>().Select(one => one.Manifest.Name));
    }

    private static string Words(ILoadedModel model) => model switch
    {
        ITextClassifier => "a classifier; /classify, /hidden-states and /explain take it",
        ICharacterModel => "a language model; /score, /generate, /hidden-states and a JSON body of /explain take it",
        ITranslator => "a translator; /translate takes it",
        _ => $"a model for {model.Manifest.Task}; /models/NAME says what it does",
    };

    private static (string? Name, string? Version) Split(string? given)
    {
        int slash = given?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        return slash < 0 ? (given, null) : (given![..slash], given[(slash + 1)..]);
    }

    private static Problem Unknown(string given, IEnumerable<string> names)
    {
        string loaded = string.Join(", ", names.Distinct());
        string there = loaded.Length == 0 ? "there is none of this kind" : $"there are {loaded}";
        string what = given.Length == 0 ? "The request names no model" : $"{Quoted.Name(given)} is not loaded";
        return new Problem(ProblemTypes.UnknownModel, $"{what}; {there}.") { Where = "model" };
    }
}
