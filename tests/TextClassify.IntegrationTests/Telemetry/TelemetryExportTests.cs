using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TextClassify.Infrastructure;

namespace TextClassify.Telemetry;

/// <summary>
/// A collector on a socket takes what the service sends when it stops. The service is a process of its own: the last export has five
/// seconds and asks every meter of its process, which beside other tests are those of dozens of services.
/// </summary>
public sealed class TelemetryExportTests
{
    [Fact]
    public async Task Stop_WithACollector_HasSentMetricsAndTraces()
    {
        var cancel = TestContext.Current.CancellationToken;
        var received = new Dictionary<string, string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var collector = builder.Build();
        collector.Urls.Add("http://127.0.0.1:0");
        collector.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            lock (received)
            {
                received[signal] = received.GetValueOrDefault(signal) + Encoding.Latin1.GetString(body.ToArray());
            }
        });
        await collector.StartAsync(cancel);

        // The trace is the caller's own: its id goes on through the service (W3C trace context).
        byte[] traceId = [0x4b, 0xf9, 0x2f, 0x35, 0x77, 0xb3, 0x4d, 0xa6, 0xa3, 0xce, 0x92, 0x9d, 0x0e, 0x0e, 0x47, 0x36];
        await using (var service = new ServiceProcess(
            ["--Models:Directory", TinyService.ModelsFolder, "--Telemetry:OtlpEndpoint", collector.Urls.Single()]))
        {
            await service.ReadyAsync(cancel);
            using var request = new HttpRequestMessage(HttpMethod.Post, "/classify")
            {
                Content = Service.Body("{\"inputs\":\"sentinel\"}"u8.ToArray(), "application/json"),
            };
            request.Headers.Add("traceparent", $"00-{Convert.ToHexStringLower(traceId)}-00f067aa0ba902b7-01");
            using var answer = await service.Http.SendAsync(request, cancel);
            Assert.Equal(200, (int)answer.StatusCode);
            await service.TerminateAsync(cancel);
            Assert.Equal(0, await service.ExitAsync(cancel));
        }

        Assert.Contains("textclassify.request.duration", received["metrics"], StringComparison.Ordinal);
        Assert.Contains(Encoding.Latin1.GetString(traceId), received["traces"], StringComparison.Ordinal);
        Assert.All(received.Values, sent => Assert.DoesNotContain("sentinel", sent, StringComparison.Ordinal));
    }
}
