using Polly;

namespace TextClassify.Client;

/// <summary>
/// Trains models on files of rows, in a process beside the service, where its operator allows it; for keys of scope <c>train</c>. Safe for
/// concurrent use.
/// </summary>
/// <remarks>
/// Starting is sent once, as a second file would be a second training; looking and cancelling are sent again as
/// <see cref="TextClassifyClientOptions"/> says. Where training is off, each is a <see cref="RequestRefusedException"/> of status 409.
/// </remarks>
public sealed class TrainingsClient
{
    private const string Root = "trainings";

    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly ServiceCalls _calls;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline<HttpResponseMessage> _repeated;
    private readonly ResiliencePipeline<HttpResponseMessage> _once;

    internal TrainingsClient(ServiceCalls calls, TextClassifyClientOptions options, TimeProvider time)
    {
        (_calls, _time) = (calls, time);
        _repeated = ClientPipeline.Build(options with { HedgeAfter = null }, time);
        _once = ClientPipeline.Once(options.OperationTimeout, time);
    }

    /// <summary>Sends a file as it is, in any encoding; the training has begun, or waits, when this returns.</summary>
    public Task<TrainingStatus> StartAsync(byte[] rows, TrainingChoices choices, CancellationToken cancellationToken = default) =>
        _calls.SendAsync(
            _once,
            HttpMethod.Post,
            $"{Root}?{choices.Query}",
            rows,
            choices.MediaType,
            ClientJson.Default.TrainingStatus,
            cancellationToken);

    /// <summary>The trainings that are remembered, newest first.</summary>
    public Task<TrainingList> ListAsync(CancellationToken cancellationToken = default) =>
        _calls.SendAsync(_repeated, HttpMethod.Get, Root, null, ClientJson.Default.TrainingList, cancellationToken);

    /// <summary>Where one stands.</summary>
    public Task<TrainingStatus> GetAsync(string id, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Get, id, cancellationToken);

    /// <summary>Ends one that waits or runs; one that has ended stays as it is.</summary>
    public Task<TrainingStatus> CancelAsync(string id, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Delete, id, cancellationToken);

    /// <summary>Waits until one has ended, and gives how.</summary>
    /// <param name="id">Of the training.</param>
    /// <param name="progress">Told of each look, once a second.</param>
    /// <param name="cancellationToken">Ends the wait, and not the training.</param>
    public async Task<TrainingStatus> EndAsync(
        string id, IProgress<TrainingStatus>? progress = null, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var training = await GetAsync(id, cancellationToken).ConfigureAwait(false);
            progress?.Report(training);
            if (training.HasEnded)
            {
                return training;
            }

            await Task.Delay(LookInterval, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<TrainingStatus> SendAsync(HttpMethod method, string id, CancellationToken cancellationToken) => _calls.SendAsync(
        _repeated, method, $"{Root}/{Uri.EscapeDataString(id)}", null, ClientJson.Default.TrainingStatus, cancellationToken);
}
