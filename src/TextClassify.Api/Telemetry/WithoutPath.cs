using Serilog.Core;
using Serilog.Events;

namespace TextClassify.Api.Telemetry;

/// <summary>Takes the request's path, which the server adds to every event of a request, out again: it is the caller's text.</summary>
internal sealed class WithoutPath : ILogEventEnricher
{
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory) => logEvent.RemovePropertyIfPresent("RequestPath");
}
