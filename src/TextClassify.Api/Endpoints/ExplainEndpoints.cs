using TextClassify.Api.Contracts;
using TextClassify.Api.OpenApi;
using TextClassify.Api.Problems;
using TextClassify.Api.Reading;
using TextClassify.Api.Scoring;

namespace TextClassify.Api.Endpoints;

internal static class ExplainEndpoints
{
    public static void MapExplain(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/explain", ExplainAsync)
            .WithName("explain")
            .WithTags("Inference")
            .WithSummary("Say which tokens made the prediction.")
            .WithDescription(
                "One score a token, by a method of /explainers. The certificate says what the scores must sum to and what they do; "
                + "a method that promises no sum has none expected.")
            .Accepts<ExplainRequest>(MediaTypes.Json)
            .Produces<ExplainResponse>()
            .ProducesInferenceProblems();

    private static async Task<IResult> ExplainAsync(HttpContext http, InferenceServices services, CancellationToken cancellationToken)
    {
        var limits = services.Limits;
        var (request, problem) = await RequestReading.ReadAsync(http.Request, ExplainRequestReader.Read, limits, cancellationToken);
        if (request is null)
        {
            return new ProblemResult(problem!);
        }

        var (model, unknown) = ModelLookup.Find(services.Registry, request.Model);
        if (model is null)
        {
            return new ProblemResult(unknown!);
        }

        var (plan, refused) = ExplainPlan.Of(request, model, services.Explainers);
        if (plan is null)
        {
            return new ProblemResult(refused!);
        }

        var (inputs, failed) = InputEncoder.Encode(model, request.Inputs, limits);
        if (failed is not null)
        {
            return new ProblemResult(failed);
        }

        var facts = InferenceServices.Facts(http, model);
        var results = await new Explaining(model, plan, services.Time).ExplainAsync(inputs, cancellationToken);
        facts.Items = results.Length;
        facts.FailedItems = results.Count(result => result.Error is not null);
        var response = new ExplainResponse(
            ModelLookup.Reference(model), new MethodUse(plan.Explainer.Info.Name, plan.Parameters.All), results);
        return TypedResults.Json(response, WireJson.Default.ExplainResponse);
    }
}
