using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace TextClassify.Api.Telemetry;

/// <summary>Sends metrics, and the server's traces with their W3C context, to a collector when one is named.</summary>
internal static class TelemetryExport
{
    private const string ServiceName = "textclassify";

    public static void AddTelemetryExport(this WebApplicationBuilder builder)
    {
        string endpoint = builder.Configuration[$"{TelemetryOptions.SectionName}:{nameof(TelemetryOptions.OtlpEndpoint)}"] ?? "";
        if (endpoint.Length == 0)
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(ServiceName))
            .WithMetrics(metrics => metrics
                .AddMeter("TextClassify*", "System.Runtime", "Microsoft.AspNetCore.Server.Kestrel")
                .AddOtlpExporter(otlp => Send(otlp, endpoint, "v1/metrics")))
            .WithTracing(traces => traces
                .AddSource("Microsoft.AspNetCore")
                .AddOtlpExporter(otlp => Send(otlp, endpoint, "v1/traces")));
    }

    private static void Send(OtlpExporterOptions otlp, string endpoint, string path)
    {
        otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
        otlp.Endpoint = new Uri(new Uri(endpoint.TrimEnd('/') + "/"), path);
    }
}
