using System.Text;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace TextClassify.Api.Telemetry;

/// <summary>
/// Writes events as lines of JSON, those of a moment with one call of the system. One call a line was 4 % of a loaded core and woke whoever reads
/// the log for each.
/// </summary>
internal sealed class JsonLines(Stream output) : IBatchedLogEventSink, IDisposable
{
    /// <summary>What a killed process may keep to itself.</summary>
    public static readonly BatchingOptions Batching = new()
    {
        EagerlyEmitFirstEvent = true,
        BufferingTimeLimit = TimeSpan.FromMilliseconds(100),
        BatchSizeLimit = 1_000,
        RetryTimeLimit = TimeSpan.Zero,
    };

    private static readonly CompactJsonFormatter Formatter = new();

    private readonly StreamWriter _writer = new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16) { NewLine = "\n" };

    public Task EmitBatchAsync(IReadOnlyCollection<LogEvent> batch)
    {
        foreach (var entry in batch)
        {
            Formatter.Format(entry, _writer);
        }

        _writer.Flush();
        return Task.CompletedTask;
    }

    public void Dispose() => _writer.Dispose();
}
