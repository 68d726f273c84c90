using System.Text.Json.Serialization.Metadata;
using Polly;

namespace TextClassify.Client;

/// <summary>
/// A TextClassify service over HTTP. Safe for concurrent use; the <see cref="HttpClient"/> is the caller's, its base address names the
/// service, and its own timeout should be above <see cref="TextClassifyClientOptions.TotalTimeout"/> or infinite.
/// </summary>
/// <remarks>
/// Every call throws a <see cref="TextClassifyException"/> when the service answers with a problem, an <see cref="HttpRequestException"/>
/// when it can't be reached, and a <see cref="TimeoutException"/> when an answer took too long, each after the retries that
/// <see cref="TextClassifyClientOptions"/> allows.
/// </remarks>
public sealed class TextClassifyClient
{
    private readonly ServiceCalls _calls;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    /// <param name="http">With the service's address.</param>
    /// <param name="options">Null takes the defaults.</param>
    /// <param name="time">Null takes the system's clock.</param>
    public TextClassifyClient(HttpClient http, TextClassifyClientOptions? options = null, TimeProvider? time = null)
    {
        options ??= new TextClassifyClientOptions();
        _time = time ?? TimeProvider.System;
        _calls = new ServiceCalls(http, options, _time);
        _pipeline = ClientPipeline.Build(options, _time);
        Models = new ModelsClient(_calls, options, _time);
        Trainings = new TrainingsClient(_calls, options, _time);
        Records = new RecordsClient(_calls, options, _time);
    }

    /// <summary>Changes what the service serves.</summary>
    public ModelsClient Models { get; }

    /// <summary>Trains models on files of rows.</summary>
    public TrainingsClient Trainings { get; }

    /// <summary>What was recorded; for keys of scope <c>operate</c>.</summary>
    public RecordsClient Records { get; }

    /// <summary>Labels a list of texts; one that fails has an error in its place.</summary>
    public Task<ClassifyResponse> ClassifyAsync(ClassifyRequest request, CancellationToken cancellationToken = default) =>
        PostAsync("classify", request, ClientJson.Default.ClassifyRequest, ClientJson.Default.ClassifyResponse, cancellationToken);

    /// <summary>Labels a stream of texts, in order, in batches of its own; see <see cref="TextStream"/>.</summary>
    public IAsyncEnumerable<ClassifyResult> ClassifyAsync(
        IAsyncEnumerable<TextInput> texts,
        StreamOptions? options = null,
        IProgress<StreamProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        TextStream.RunAsync(this, texts, options ?? new StreamOptions(), progress, _time, cancellationToken);

    /// <summary>Explains the predictions of a list of texts.</summary>
    public Task<ExplainResponse> ExplainAsync(ExplainRequest request, CancellationToken cancellationToken = default) =>
        PostAsync("explain", request, ClientJson.Default.ExplainRequest, ClientJson.Default.ExplainResponse, cancellationToken);

    /// <summary>Reads the hidden states of a list of texts, step by step.</summary>
    public Task<HiddenStatesResponse> HiddenStatesAsync(HiddenStatesRequest request, CancellationToken cancellationToken = default) =>
        PostAsync(
            "hidden-states", request, ClientJson.Default.HiddenStatesRequest, ClientJson.Default.HiddenStatesResponse, cancellationToken);

    /// <summary>Says how surprising texts are to a language model.</summary>
    public Task<ScoreResponse> ScoreAsync(ScoreRequest request, CancellationToken cancellationToken = default) =>
        PostAsync("score", request, ClientJson.Default.ScoreRequest, ClientJson.Default.ScoreResponse, cancellationToken);

    /// <summary>Writes on from a prompt.</summary>
    public Task<GenerateResponse> GenerateAsync(GenerateRequest request, CancellationToken cancellationToken = default) =>
        PostAsync("generate", request, ClientJson.Default.GenerateRequest, ClientJson.Default.GenerateResponse, cancellationToken);

    /// <summary>Says what texts may translate to, likeliest first.</summary>
    public Task<TranslateResponse> TranslateAsync(TranslateRequest request, CancellationToken cancellationToken = default) =>
        PostAsync("translate", request, ClientJson.Default.TranslateRequest, ClientJson.Default.TranslateResponse, cancellationToken);

    private Task<TResponse> PostAsync<TRequest, TResponse>(
        string path, TRequest request, JsonTypeInfo<TRequest> written, JsonTypeInfo<TResponse> read, CancellationToken cancellationToken)
        where TResponse : class =>
        _calls.SendAsync(_pipeline, HttpMethod.Post, path, JsonSerializer.SerializeToUtf8Bytes(request, written), read, cancellationToken);
}
