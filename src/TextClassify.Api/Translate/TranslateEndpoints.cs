namespace TextClassify.Api.Translate;

internal static class TranslateEndpoints
{
    public static void MapTranslate(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/translate", TranslateAsync)
            .WithTags("Translate")
            .Named(
                "translate",
                "Translate texts: what each may become, likeliest first.",
                "A translator reads a text and writes others, of SMILES of reactants those of products. A beam follows so many texts side "
                + "by side; candidates that are the same molecule are one, with their scores added. With attention, each candidate says "
                + "where the model looked as it wrote each symbol.")
            .Accepts<TranslateRequest>(MediaTypes.Json)
            .Produces<TranslateResponse>()
            .ProducesInferenceProblems();

    private static async Task<IResult> TranslateAsync(HttpContext http, InferenceServices services, CancellationToken cancellationToken)
    {
        var read = await RequestReading.ReadAsync<TranslateRequest>(http, services.Limits, cancellationToken);
        if (read.Fails(out var problem, out var request)
            || ModelLookup.Find<ITranslator>(http, services.Registry, request.Model).Fails(out problem, out var model))
        {
            return new ProblemResult(problem);
        }

        var facts = InferenceServices.Facts(http, model);
        int beam = request.Beam ?? TranslateRequest.DefaultBeam, count = request.Inputs.Items.Count;
        bool attention = request.Attention ?? false;
        var cost = RequestCost.OfCharacters(
            Translating.WorkOf(model.Pass.Shape, count, beam), AnswerSize.OfTranslated(model.Pass.Shape, count, beam, attention));
        if (services.Admit(http, cost).Fails(out problem)
            || TranslateInputs.Read(request.Inputs, model, services.Limits).Fails(out problem, out var inputs))
        {
            return new ProblemResult(problem);
        }

        facts.Tokens = inputs.Sum(input => (long)input.Ids.Length);
        var (results, queue, compute) = await DeadlineWait.RunAsync(
            services.DeadlineOf(http, request.DeadlineMs),
            services.Time,
            token => Translating.RunAsync(model, inputs, beam, attention, token),
            cancellationToken);
        facts.Answered(results.Length, results.Count(result => result.Error is not null), queue, compute);
        return TypedResults.Json(
            new TranslateResponse(ModelLookup.Reference(model), results, Timing.From(queue, compute)),
            TranslateJson.Default.TranslateResponse);
    }
}
