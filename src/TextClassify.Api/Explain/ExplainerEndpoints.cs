using Microsoft.AspNetCore.Http.HttpResults;
using TextClassify.Explain;
using TextClassify.Explain.Catalog;
using TextClassify.Explain.Parameters;
using TextClassify.Explain.Quality.Metrics;

namespace TextClassify.Api.Explain;

internal static class ExplainerEndpoints
{
    public static void MapExplainers(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/explainers", List)
            .WithTags("Models")
            .Named("listExplainers", "List the explanation methods with their parameters.")
            .Produces<ExplainerList>();

    private static JsonHttpResult<ExplainerList> List(ExplainerCatalog catalog) =>
        TypedResults.Json(
            new ExplainerList(
                [.. catalog.All.Select(explainer => Describe(explainer.Info))],
                [
                    .. QualityCatalog.All.Select(
                        metric => new MetricDescription(metric.Name, metric.Description, metric.HigherIsBetter, metric.Removes)),
                ]),
            ExplainJson.Default.ExplainerList);

    private static ExplainerDescription Describe(ExplainerInfo info) => new(
        info.Name,
        info.Description,
        info.IsSigned,
        info.NeedsTarget,
        info.PromisesSum,
        info.Needs,
        [.. info.Parameters.Select(Describe)]);

    private static ExplainerParameterDescription Describe(ExplainerParameter parameter) => parameter switch
    {
        IntegerParameter integer => new(
            integer.Name, "integer", integer.Description, integer.Default, integer.Minimum, integer.Maximum, null),
        NumberParameter number => new(number.Name, "number", number.Description, number.Default, number.Minimum, number.Maximum, null),
        BooleanParameter boolean => new(boolean.Name, "boolean", boolean.Description, boolean.Default, null, null, null),
        ChoiceParameter choice => new(choice.Name, "choice", choice.Description, choice.Default, null, null, choice.Choices),
        ChoicesParameter choices => new(choices.Name, "choices", choices.Description, choices.Default, null, null, choices.Choices),
        WordsParameter words => new(words.Name, "words", words.Description, null, 1, words.MaximumLists, null),
        _ => throw new NotSupportedException($"{parameter.GetType().Name} has no description."),
    };
}
