using Microsoft.AspNetCore.Http.Timeouts;
using TextClassify.Api.Memory;
using TextClassify.Api.Streams;
using TextClassify.Api.Writings;

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
                + "line and takes model, top, evidence, sentences, wholeText, writings, abstain, coverage and deadlineMs from the query. "
                + "Accept: application/x-ndjson answers JSON bodies in lines too. Lines come in order: first {model}, then one result a "
                + "line with its index, last {summary}; an answer without the summary was cut. A caller who streams must read while it "
                + "sends. A model of aspects says of each aspect of a text what the text thinks of it; all aspects of a text share one "
                + "reading of it. A model of several sources takes {id?, sources: [{name, text}]}, and says what each had to do with the "
                + "answer; to it a plain text is a case of one source.")
            .Accepts<ClassifyRequest>(MediaTypes.Json, MediaTypes.Ndjson)
            .Produces<ClassifyResponse>(StatusCodes.Status200OK, MediaTypes.Json, MediaTypes.Ndjson)
            .ProducesInferenceProblems();

    private static Task<IResult> ClassifyAsync(
        HttpContext http,
        InferenceServices services,
        ResultStream stream,
        AnswerFollowers followers,
        TextLanguages languages,
        CancellationToken cancellationToken) =>
        MediaTypes.IsNdjson(http.Request)
            ? StreamAsync(http, services, stream, followers, languages)
            : AnswerAsync(http, services, stream, followers, languages, cancellationToken);

    private static async Task<IResult> AnswerAsync(
        HttpContext http,
        InferenceServices services,
        ResultStream stream,
        AnswerFollowers followers,
        TextLanguages languages,
        CancellationToken cancellationToken)
    {
        if ((await RequestReading.ReadAsync<ClassifyRequest>(
            http, services.Limits, cancellationToken)).Fails(out var problem, out var request)
            || ModelLookup.Find<ITextClassifier>(http, services.Registry, request.Model).Fails(out problem, out var model)
            || WholeTexts.EncoderOf(model, request, services.Limits).Fails(out problem, out var encoder)
            || services.Encode(
                http, model, request.Inputs, severalAspects: true, encoder, services.Nodes.For(model) is not null,
                uncut: request.Writings is not null).Fails(out problem, out var inputs)
            || EvidenceCheck.Of(model, request).Fails(out problem)
            || CheckWritings(model, request).Fails(out problem)
            || CaseQuestion.Read(
                model, request.Communication, request.Ablations, services.Nodes.For(model), out var question).Fails(out problem)
            || AnswerDoubt.Of(model, request, languages).Fails(out problem, out var doubt)
            || followers.Recorder.Check(request.Record).Fails(out problem)
            || (request.Inputs.Single ? question?.Lost(inputs[0]) : null).Fails(out problem)
            || services.Admit(http, CostOf(model, inputs, request, question)).Fails(out problem))
        {
            return new ProblemResult(problem);
        }

        var deadline = services.DeadlineOf(http, request.DeadlineMs);
        var recording = followers.Recorder.Begin(http, model, request.Cohort);
        if (MediaTypes.Choose(http.Request, MediaTypes.Json, MediaTypes.Ndjson) == MediaTypes.Json)
        {
            return await WholeAsync(http, followers, model, request, doubt, question, inputs, recording, deadline, cancellationToken);
        }

        var list = ListReader.ReadAsync(inputs, WindowSize.Of(services.Limits));
        var work = Work(followers, model, request, doubt, question, recording, _ => deadline);
        await stream.WriteAsync(http, Head(model, recording), list, work, cancellationToken);
        return Results.Empty;
    }

    private static async Task<IResult> WholeAsync(
        HttpContext http,
        AnswerFollowers followers,
        ITextClassifier model,
        ClassifyRequest request,
        AnswerDoubt doubt,
        CaseQuestion? question,
        EncodedInput[] inputs,
        Recording? recording,
        CallDeadline? deadline,
        CancellationToken cancellationToken)
    {
        var form = new AnswerForm(request.Top, request.Evidence ?? false)
        {
            Recording = recording,
            Doubt = doubt,
            Case = question,
            WholeText = request.WholeText ?? false,
            Writings = request.Writings,
            Sentences = request.Sentences ?? false,
        };
        var (results, queue, compute) = await Classifier.ClassifyAsync(model, inputs, form, deadline, cancellationToken);
        if (request.Inputs.Single && results[0].Error == NodeCaseClassifier.Unavailable)
        {
            return new ProblemResult(NodeCaseClassifier.NoNodes);
        }

        if (request.Writings is null)
        {
            followers.Shadows.Offer(model, inputs, results);
        }

        RequestFacts.Of(http).Answered(results.Length, results.Count(result => result.Error is not null), queue, compute);
        if ((await followers.Recorder.KeepAsync(recording, request.Record, cancellationToken)).Fails(out var problem))
        {
            return new ProblemResult(problem);
        }

        var response = new ClassifyResponse(
            ModelLookup.Reference(model), results, Timing.From(queue, compute), recording is { Rows: > 0 } ? recording.Id : null);
        return Classifier.LaneOf(inputs) is ForwardLane.Interactive
            ? new BufferedJson<ClassifyResponse>(response, ClassifyJson.Default.ClassifyResponse)
            : TypedResults.Json(response, ClassifyJson.Default.ClassifyResponse);
    }

    private static async Task<IResult> StreamAsync(
        HttpContext http, InferenceServices services, ResultStream stream, AnswerFollowers followers, TextLanguages languages)
    {
        if (MediaTypes.Check(http.Request, MediaTypes.Ndjson).Fails(out var problem)
            || RequestQuery<ClassifyRequest>.Read(http.Request.Query, services.Limits).Fails(out problem, out var request)
            || ModelLookup.Find<ITextClassifier>(http, services.Registry, request.Model).Fails(out problem, out var model)
            || WholeTexts.EncoderOf(model, request, services.Limits).Fails(out problem, out var encoder)
            || EvidenceCheck.Of(model, request).Fails(out problem)
            || CheckWritings(model, request).Fails(out problem)
            || CaseQuestion.Read(
                model, request.Communication, request.Ablations, services.Nodes.For(model), out var question).Fails(out problem)
            || AnswerDoubt.Of(model, request, languages).Fails(out problem, out var doubt)
            || followers.Recorder.Check(request.Record).Fails(out problem)
            || services.AdmitStream(http, CostOfStream(model, encoder, request, services.Limits)).Fails(out problem))
        {
            return new ProblemResult(problem);
        }

        // A stream lasts as long as its lines; each window has its own bounds.
        http.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        InferenceServices.Facts(http, model);
        var lines = new LineReader(
            http.Request.BodyReader,
            item => InputEncoder.Encode(
                model, item, services.Limits, severalAspects: true, encoder, services.Nodes.For(model) is not null,
                uncut: request.Writings is not null),
            services.Limits,
            WindowSize.Of(services.Limits),
            services.Time).ReadAsync(http.RequestAborted);
        var recording = followers.Recorder.Begin(http, model, request.Cohort);
        var work = Work(
            followers, model, request, doubt, question, recording, window => services.DeadlineOf(request.DeadlineMs, window.ReadAt));
        int times = request.Writings ?? 1;
        var paced = PacedWindows.Of(http, services.AccountOf(http), lines, window => window.Tokens * (long)times, http.RequestAborted);
        await stream.WriteAsync(http, Head(model, recording), paced, work, http.RequestAborted);
        return Results.Empty;
    }

    private static Problem? CheckWritings(ITextClassifier model, ClassifyRequest request) => WritingsCheck.Of(
        model,
        request.Writings,
        request.WholeText is true,
        request.Sentences is true,
        (request.Abstain ?? request.Coverage) is not null);

    private static RequestCost CostOf(
        ITextClassifier model, EncodedInput[] inputs, ClassifyRequest request, CaseQuestion? question) => new(
        (request.Writings ?? 1) * (question?.WorkOf(inputs) ?? EncodedInput.ReadOf(inputs)),
        AnswerSize.OfClassified(model, inputs, request.Top, request.Evidence ?? false));

    private static RequestCost CostOfStream(
        ITextClassifier model, ITextEncoder encoder, ClassifyRequest request, LimitsOptions limits) => new(
        Work: 0,
        AnswerSize.OfClassifiedStream(model, encoder.MaxTokens, WindowSize.Of(limits), request.Top, request.Evidence ?? false));

    private static StreamHead Head(ITextClassifier model, Recording? recording) =>
        new(ModelLookup.Reference(model), PredictionId: recording?.Id);

    /// <param name="followers">Told of the answers.</param>
    /// <param name="model">That answers.</param>
    /// <param name="request">What is asked of each window.</param>
    /// <param name="doubt">When a text gets no label.</param>
    /// <param name="question">What is asked of cases.</param>
    /// <param name="recording">Names the records of all windows; null where nothing is recorded.</param>
    /// <param name="deadline">Of a window.</param>
    private static WindowWork<ClassifyResult> Work(
        AnswerFollowers followers,
        ITextClassifier model,
        ClassifyRequest request,
        AnswerDoubt doubt,
        CaseQuestion? question,
        Recording? recording,
        Func<StreamWindow, CallDeadline?> deadline) => new(
        async (window, token) =>
        {
            var inputs = window.Inputs();
            var terms = new ForwardTerms(ForwardLane.Bulk, Partial: inputs.Length > 1, deadline(window));
            var form = new AnswerForm(request.Top, request.Evidence ?? false)
            {
                Recording = recording?.Next(),
                Doubt = doubt,
                Case = question,
                WholeText = request.WholeText ?? false,
                Writings = request.Writings,
                Sentences = request.Sentences ?? false,
                FirstIndex = window.Items is [var first, ..] ? (int)first.Index : 0,
            };
            try
            {
                var answer = await Classifier.ClassifyAsync(model, inputs, form, terms, token);
                if (request.Writings is null)
                {
                    followers.Shadows.Offer(model, inputs, answer.Results);
                }

                return (await followers.Recorder.KeepAsync(form.Recording, request.Record, token)).Fails(out var lost)
                    ? (Failed(inputs, lost), answer.Queue, answer.Compute)
                    : answer;
            }
            catch (Exception exception) when (InferenceProblems.OfDeadline(exception) is { } late)
            {
                // The lines before are answered, and those after may be in time.
                return (Failed(inputs, late), TimeSpan.Zero, TimeSpan.Zero);
            }
        },
        ClassifyJson.Default.ClassifyResult);

    private static ClassifyResult[] Failed(EncodedInput[] inputs, Problem problem) =>
        Array.ConvertAll(inputs, input => Classifier.Failed(input.Item, input.Problem ?? problem));
}
