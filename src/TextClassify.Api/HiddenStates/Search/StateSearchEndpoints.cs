namespace TextClassify.Api.HiddenStates.Search;

internal static class StateSearchEndpoints
{
    private const int DefaultTop = 50;

    public static void MapStateSearch(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/hidden-states/search", SearchAsync)
            .WithTags("Maps")
            .Named(
                "searchHiddenStates",
                "Find states of the reference corpus.",
                "near: the states of the reference map nearest to one state, given by a token of a text or by a point of the map. "
                + "pattern: all spans of the corpus's texts over which chosen units are on; given a text with start and end, the units "
                + "are those on over that whole span.")
            .Accepts<StateSearchRequest>(MediaTypes.Json)
            .Produces<StateSearchResponse>()
            .ProducesInferenceProblems();

    private static async Task<IResult> SearchAsync(HttpContext http, InferenceServices services, CancellationToken cancellationToken)
    {
        if ((await RequestReading.ReadAsync<StateSearchRequest>(
            http, services.Limits, cancellationToken)).Fails(out var problem, out var request)
            || ModelLookup.Find<ITextClassifier>(http, services.Registry, request.Model).Fails(out problem, out var model)
            || StateSearchPlan.Of(request, model, services.Limits).Fails(out problem, out var plan))
        {
            return new ProblemResult(problem);
        }

        var search = new StateSearch(model, plan.Kind, request.Top ?? DefaultTop);
        if (services.Admit(http, search.CostOf(plan.Text, overCorpus: request.Pattern is not null)).Fails(out problem))
        {
            return new ProblemResult(problem);
        }

        InferenceServices.Facts(http, model).Items = 1;
        var response = request.Near is { } near
            ? await search.NearAsync(near, plan.Text, plan.Map!, cancellationToken)
            : await search.PatternAsync(request.Pattern!, plan.Text, cancellationToken);
        return TypedResults.Json(response, StateSearchJson.Default.StateSearchResponse);
    }
}
