using System.Collections.Concurrent;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace TextClassify.Infrastructure;

/// <summary>Keeps every event as the JSON line it would be, properties and exception included.</summary>
internal sealed class LogSink : ILogEventSink
{
    private readonly JsonFormatter _formatter = new(renderMessage: true);
    private readonly ConcurrentQueue<(LogEventLevel Level, string Line)> _events = [];

    public IReadOnlyCollection<(LogEventLevel Level, string Line)> Events => _events;

    public void Emit(LogEvent logEvent)
    {
        using var line = new StringWriter();
        _formatter.Format(logEvent, line);
        _events.Enqueue((logEvent.Level, line.ToString()));
    }
}
