namespace TextClassify.Api.Security;

/// <summary>Says once at the start that no keys are set.</summary>
internal sealed partial class ExposureNotice(Exposure exposure, ILogger<ExposureNotice> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (exposure.Sentence is { } sentence)
        {
            Log.Open(logger, exposure.Narrowed.Count > 0 ? LogLevel.Warning : LogLevel.Information, sentence);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(EventId = 1301, Message = "{Sentence}")]
        public static partial void Open(ILogger logger, LogLevel level, string sentence);
    }
}
