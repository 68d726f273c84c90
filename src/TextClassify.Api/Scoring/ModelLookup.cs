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
        if (current.Models.Count == 0)
        {
            return (null, new Problem(ProblemTypes.NotReady, "No model is loaded; /health/ready says why.") { RetryAfterSeconds = 5 });
        }

        int slash = given?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        var model = slash < 0 ? current.Find(given, null) : current.Find(given![..slash], given[(slash + 1)..]);
        return model is not null ? (model, null) : (null, Unknown(current, given ?? ""));
    }

    public static ModelReference Reference(LoadedModel model) => new(model.Manifest.Name, model.Manifest.Version, model.Sha256);

    private static Problem Unknown(ModelSnapshot current, string given)
    {
        string loaded = string.Join(", ", current.Models.Select(model => model.Manifest.Name).Distinct());
        return new Problem(ProblemTypes.UnknownModel, $"{Quoted.Name(given)} is not loaded; there are {loaded}.") { Where = "model" };
    }
}
