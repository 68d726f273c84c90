using Microsoft.AspNetCore.Http.Timeouts;
using TextClassify.Api.Streams;

namespace TextClassify.Api.Classify;

internal static class ClassifyEndpoints
{
    public static void MapClassify(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/classify", ClassifyAsync)
            .WithTags("Inference")
            .Named(
                "classify",
                "Label texts.",
                "One text, a list, or a stream: a body of application/x-ndjson has one string or {id?, text, aspect?, aspects?} a "
                + "line and takes model, top, evidence and deadlineMs from the query. Accept: application/x-ndjson answers JSON bodies "
                + "in lines too. Lines come in order: first {model}, then one result a line with its index, last {summary}; an "
                + "answer without the summary was cut. A caller who streams must read while it sends. A model of aspects says of each "
                + "aspect of a text what the text thinks of it; all aspects of a text share one reading of it.")
            .Accepts<ClassifyRequest>(MediaTypes.Json, MediaTypes.Ndjson)
            .Produces<ClassifyResponse>(StatusCodes.Status200OK, MediaTypes.Json, MediaTypes.Ndjson)
            .ProducesInferenceProblems();

    private static Task<IResult> ClassifyAsync(
        HttpContext http, InferenceServices services, ResultStream stream, Shadows shadows, CancellationToken cancellationToken) =>
        MediaTypes.IsNdjson(http.Request)
            ? StreamAsync(http, services, stream, shadows)
            : AnswerAsync(http, services, stream, shadows, cancellationToken);

    private static async Task<IResult> AnswerAsync(
        HttpContext http, InferenceServices services, ResultStream stream, Shadows shadows, CancellationToken cancellationToken)
    {
        if ((await RequestReading.ReadAsync<ClassifyRequest>(
            http, services.Limits, cancellationToken)).Fails(out var problem, out var request)
            || ModelLookup.Find<ITextClassifier>(http, services.Registry, request.Model).Fails(out problem, out var model)
            || services.Encode(http, model, request.Inputs, severalAspects: true).Fails(out problem, out var inputs)
            || EvidenceCheck.Of(model, request.Evidence ?? false).Fails(out problem)
            || services.Admit(http, CostOf(model, inputs, request)).Fails(out problem))
        {
            return new ProblemResult(problem);
        }

        var deadline = services.DeadlineOf(http, request.DeadlineMs);
        if (MediaTypes.Choose(http.Request, MediaTypes.Json, MediaTypes.Ndjson) == MediaTypes.Json)
        {
            return await WholeAsync(http, shadows, model, request, inputs, deadline, cancellationToken);
        }

        var list = ListReader.ReadAsync(inputs, WindowSize.Of(services.Limits));
        await stream.WriteAsync(http, Head(model), list, Work(shadows, model, request, _ => deadline), cancellationToken);
        return Results.Empty;
    }

    private static async Task<IResult> WholeAsync(
        HttpContext http,
        Shadows shadows,
        ITextClassifier model,
        ClassifyRequest request,
        EncodedInput[] inputs,
        CallDeadline? deadline,
        CancellationToken cancellationToken)
    {
        var (results, queue, compute) = await Classifier.ClassifyAsync(
            model, inputs, request.Top, request.Evidence ?? false, deadline, cancellationToken);
        shadows.Offer(model, inputs, results);
        RequestFacts.Of(http).Answered(results.Length, results.Count(result => result.Error is not null), queue, compute);
        var response = new ClassifyResponse(ModelLookup.Reference(model), results, Timing.From(queue, compute));
        return Classifier.LaneOf(inputs) is ForwardLane.Interactive
            ? new BufferedJson<ClassifyResponse>(response, ClassifyJson.Default.ClassifyResponse)
            : TypedResults.Json(response, ClassifyJson.Default.ClassifyResponse);
    }

    private static async Task<IResult> StreamAsync(HttpContext http, InferenceServices services, ResultStream stream, Shadows shadows)
    {
        if (MediaTypes.Check(http.Request, MediaTypes.Ndjson).Fails(out var problem)
            || RequestQuery<ClassifyRequest>.Read(http.Request.Query, services.Limits).Fails(out problem, out var request)
            || ModelLookup.Find<ITextClassifier>(http, services.Registry, request.Model).Fails(out problem, out var model)
            || EvidenceCheck.Of(model, request.Evidence ?? false).Fails(out problem)
            || services.AdmitStream(http, CostOfStream(model, request, services.Limits)).Fails(out problem))
        {
            return new ProblemResult(problem);
        }

        // A stream lasts as long as its lines; each window has its own bounds.
        http.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        InferenceServices.Facts(http, model);
        var lines = new LineReader(
            http.Request.BodyReader,
            item => InputEncoder.Encode(model, item, services.Limits, severalAspects: true),
            services.Limits,
            WindowSize.Of(services.Limits),
            services.Time).ReadAsync(http.RequestAborted);
        var work = Work(shadows, model, request, window => services.DeadlineOf(request.DeadlineMs, window.ReadAt));
        var paced = PacedWindows.Of(http, services.AccountOf(http), lines, window => window.Tokens, http.RequestAborted);
        await stream.WriteAsync(http, Head(model), paced, work, http.RequestAborted);
        return Results.Empty;
    }

    private static RequestCost CostOf(ITextClassifier model, EncodedInput[] inputs, ClassifyRequest request) =>
        new(EncodedInput.ReadOf(inputs), AnswerSize.OfClassified(model, inputs, request.Top, request.Evidence ?? false));

    private static RequestCost CostOfStream(ITextClassifier model, ClassifyRequest request, LimitsOptions limits) => new(
        Work: 0, AnswerSize.OfClassifiedStream(model, WindowSize.Of(limits), request.Top, request.Evidence ?? false));

    private static StreamHead Head(ITextClassifier model) => new(ModelLookup.Reference(model));

    private static WindowWork<ClassifyResult> Work(
        Shadows shadows, ITextClassifier model, ClassifyRequest request, Func<StreamWindow, CallDeadline?> deadline) => new(
        async (window, token) =>
        {
            var inputs = window.Inputs();
            var terms = new ForwardTerms(ForwardLane.Bulk, Partial: inputs.Length > 1, deadline(window));
            try
            {
                var answer = await Classifier.ClassifyAsync(model, inputs, request.Top, request.Evidence ?? false, terms, token);
                shadows.Offer(model, inputs, answer.Results);
                return answer;
            }
            catch (Exception exception) when (InferenceProblems.OfDeadline(exception) is { } late)
            {
                // The lines before are answered, and those after may be in time.
                return (Array.ConvertAll(
                    inputs, input => Classifier.Failed(input.Item, input.Problem ?? late)), TimeSpan.Zero, TimeSpan.Zero);
            }
        },
        ClassifyJson.Default.ClassifyResult);
}
