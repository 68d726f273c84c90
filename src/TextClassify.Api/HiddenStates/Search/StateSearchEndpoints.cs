using TextClassify.Api.Http;
using TextClassify.Api.Reading;
using TextClassify.Api.Requests;

namespace TextClassify.Api.HiddenStates.Search;

internal static class StateSearchEndpoints
{
    private const int DefaultTop = 50;

    public static void MapStateSearch(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/hidden-states/search", SearchAsync)
            .WithName("searchHiddenStates")
            .WithTags("Maps")
            .WithSummary("Find states of the reference corpus.")
            .WithDescription(
                "near: the states of the reference map nearest to one state, given by a token of a text or by a point of the map. pattern: all spans of the "
                + "corpus's texts over which chosen units are on; given a text with start and end, the units are those on over that whole span.")
            .Accepts<StateSearchRequest>(MediaTypes.Json)
            .Produces<StateSearchResponse>()
            .ProducesInferenceProblems();

    private static async Task<IResult> SearchAsync(HttpContext http, InferenceServices services, CancellationToken cancellationToken)
    {
        var (request, problem) = await RequestReading.ReadAsync<StateSearchRequest>(http.Request, services.Limits, cancellationToken);
        if (request is null)
        {
            return new ProblemResult(problem!);
        }

        var (model, unknown) = ModelLookup.Find(http, services.Registry, request.Model);
        if (model is null)
        {
            return new ProblemResult(unknown!);
        }

        var (plan, refused) = StateSearchPlan.Of(request, model, services.Limits);
        if (plan is null)
        {
            return new ProblemResult(refused!);
        }

        var search = new StateSearch(model, plan.Kind, request.Top ?? DefaultTop);
        if (services.Admit(http, search.CostOf(plan.Text, overCorpus: request.Pattern is not null)) is { } full)
        {
            return new ProblemResult(full);
        }

        InferenceServices.Facts(http, model).Items = 1;
        var response = request.Near is { } near
            ? await search.NearAsync(near, plan.Text, plan.Map!, cancellationToken)
            : await search.PatternAsync(request.Pattern!, plan.Text, cancellationToken);
        return TypedResults.Json(response, StateSearchJson.Default.StateSearchResponse);
    }
}
