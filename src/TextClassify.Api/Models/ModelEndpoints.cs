using Microsoft.AspNetCore.Http.HttpResults;
using TextClassify.Inference.Settings;

namespace TextClassify.Api.Models;

internal static class ModelEndpoints
{
    public static void MapModels(this IEndpointRouteBuilder routes)
    {
        var models = routes.MapGroup("/models").WithTags("Models");

        models.MapGet("", List)
            .Named("listModels", "List the models that are served, and the packages that were refused.")
            .Produces<ModelList>();

        models.MapGet("{name}", Get)
            .Named("getModel", "Describe the version of a model that answers.")
            .Produces<PackageDescription>()
            .ProducesProblems(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);

        models.MapGet("{name}/{version}", GetVersion)
            .Named("getModelVersion", "Describe one version of a model.")
            .Produces<PackageDescription>()
            .ProducesProblems(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
    }

    private static JsonHttpResult<ModelList> List(
        IModelRegistry registry, IOptions<LimitsOptions> limits, IOptions<InferenceOptions> inference)
    {
        var current = registry.Current;
        var fallback = current.Find<ITextClassifier>(null, null);
        var list = new ModelList(
            fallback is null ? null : ModelLookup.Reference(fallback),
            [.. current.All<ITextClassifier>().Select(model => ModelDescriptions.Of(model, current, limits.Value))],
            [.. current.All<ICharacterModel>().Select(model => ModelDescriptions.Of(model, current, limits.Value))],
            [.. current.All<ITranslator>().Select(model => ModelDescriptions.Of(model, current, limits.Value))],
            [.. current.Refused.Select(package => new PackageRefusal(package.Name, package.Version, package.Refusal.ToString()))],
            ModelDescriptions.Of(inference.Value));
        return TypedResults.Json(list, ModelJson.Default.ModelList);
    }

    private static IResult Get(string name, IModelRegistry registry, IOptions<LimitsOptions> limits) => Describe(name, registry, limits);

    private static IResult GetVersion(string name, string version, IModelRegistry registry, IOptions<LimitsOptions> limits) =>
        Describe($"{name}/{version}", registry, limits);

    private static IResult Describe(string given, IModelRegistry registry, IOptions<LimitsOptions> limits)
    {
        if (ModelLookup.Describe<ILoadedModel>(registry, given).Fails(out var problem, out var model))
        {
            return new ProblemResult(problem with { Where = null });
        }

        var description = ModelDescriptions.Of(model, registry.Current, limits.Value);
        return Results.Json(description, ModelJson.Default.GetTypeInfo(description.GetType())!);
    }
}
