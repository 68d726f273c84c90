using System.Net;
using System.Text.Json;
using Serilog.Events;
using TextClassify.Infrastructure;

namespace TextClassify.Telemetry;

public sealed class LogTests
{
    private const string Canary = "canarysong";

    /// <summary>Texts of every endpoint, in answers and in failures, stay out of the log, in Information and in Debug.</summary>
    [Theory]
    [InlineData("Information")]
    [InlineData("Debug")]
    public async Task Log_AnyRequest_HoldsNoText(string level)
    {
        var forward = PolarityModel.Forward();
        await using var service = new Service(
            forward, ("Serilog:MinimumLevel:Default", level), ("Serilog:MinimumLevel:Override:Microsoft", level));
        string[] bodies =
        [
            $$"""{"inputs":"{{Canary}}","evidence":true}""",
            $$"""{"inputs":["{{Canary}}",{"id":"1","text":"{{Canary}}"},""]}""",
            $$"""{"inputs":"{{Canary}}""",
            $$"""{"inputs":"{{Canary}}\ud800"}""",
            $$"""{"inputs":[{"text":7,"{{Canary}}":1}]}""",
            $$"""{"inputs":"{{Canary}}","{{Canary}}":1}""",
            $$"""{"inputs":"{{Canary}}","model":"{{Canary}}"}""",
            $$"""{"inputs":"{{Canary}} {{new string('x', Service.MaxTextLength)}}"}""",
            $$"""{"inputs":"{{Canary}} {{new string('x', Service.MaxBodyBytes)}}"}""",
        ];

        foreach (string body in bodies)
        {
            await service.PostAsync("/classify", body);
            await service.PostAsync("/hidden-states", body);
            await service.PostAsync("/explain", body);
            await service.PostAsync("/classify", body, "text/plain");
            await service.PostAsync("/classify", $"\"{Canary}\"\n{body}\n{{\"{Canary}", "application/x-ndjson");
        }

        forward.Before = _ => throw new InvalidOperationException("broken");
        await service.PostAsync("/classify", bodies[0]);
        await service.PostAsync("/classify", $"\"{Canary}\"", "application/x-ndjson");

        Assert.NotEmpty(service.Log.Events);
        Assert.DoesNotContain(service.Log.Events, entry => entry.Line.Contains(Canary, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(2, service.Log.Events.Count(entry => entry.Level == LogEventLevel.Error));
    }

    [Fact]
    public async Task Log_OneRequest_IsOneLineWithRouteStatusAndItems()
    {
        await using var service = new Service();

        var answer = await service.PostAsync("/classify", """{"inputs":["fine","","dull"]}""");

        var entry = Assert.Single(service.Log.Events, entry => entry.Line.Contains("/classify", StringComparison.Ordinal));
        var properties = JsonElement.Parse(entry.Line).GetProperty("Properties");
        Assert.Equal(LogEventLevel.Information, entry.Level);
        Assert.Equal("/classify", properties.GetProperty("Route").GetString());
        Assert.Equal(200, properties.GetProperty("Status").GetInt32());
        Assert.Equal(3, properties.GetProperty("Items").GetInt32());
        Assert.Equal(1, properties.GetProperty("FailedItems").GetInt32());
        Assert.Equal("polarity/2", properties.GetProperty("Model").GetString());
        Assert.True(properties.GetProperty("ElapsedMs").GetDouble() > 0);
        Assert.Equal(answer.Headers.GetValues("X-Request-Id").Single(), properties.GetProperty("RequestId").GetString());
    }

    [Fact]
    public async Task Log_HappyPath_HasNoWarning()
    {
        await using var service = new Service();

        await service.PostAsync("/classify", """{"inputs":"fine"}""");
        await service.PostAsync("/explain", """{"inputs":"fine"}""");
        await service.PostAsync("/hidden-states", """{"inputs":"fine"}""");
        await service.GetAsync("/health/ready");

        Assert.DoesNotContain(service.Log.Events, entry => entry.Level >= LogEventLevel.Warning);
        Assert.DoesNotContain(service.Log.Events, entry => entry.Line.Contains("/health", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("abc-123_4.5:6/7=8+9", true)]
    [InlineData("a b", false)]
    [InlineData("a\"b", false)]
    [InlineData("ä", false)]
    [InlineData("129", false)]
    [InlineData("128", true)]
    public async Task RequestId_FromTheCaller_IsEchoedWhenSafe(string given, bool echoed)
    {
        await using var service = new Service();
        string id = int.TryParse(given, out int length) ? new string('x', length) : given;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/models");
        request.Headers.TryAddWithoutValidation("X-Request-Id", id);

        var answer = await service.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(echoed, answer.Headers.GetValues("X-Request-Id").Single() == id);
    }
}
