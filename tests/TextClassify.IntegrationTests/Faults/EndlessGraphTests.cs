using System.Diagnostics;
using System.Net;
using System.Text.Json;
using TextClassify.Infrastructure;
using TextClassify.UnitTests.Models;

namespace TextClassify.Faults;

/// <summary>A graph that answers its golden texts and loops for good on a longer one, served by the real process.</summary>
public sealed class EndlessGraphTests : IDisposable
{
    private const int Longest = 100;

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly string Long = JsonSerializer.Serialize(
        new { inputs = string.Join(' ', Enumerable.Repeat("good", Longest + 1)) });

    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-endless-").FullName;

    public EndlessGraphTests() => LoopingPackage.Create(Longest).Write(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Classify_TextOnWhichItLoops_Is504AndTheNextIsAnswered()
    {
        await using var service = Start("--Inference:RunTimeout", "00:00:01");
        await service.ReadyAsync(Cancel);

        using (var endless = await PostAsync(service, Long))
        {
            Assert.Equal(HttpStatusCode.GatewayTimeout, endless.StatusCode);
        }

        using var other = await PostAsync(service, """{"inputs":"good"}""");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Stop_WhileItLoops_EndsWithinSecondsAndWithZero()
    {
        await using var service = Start();
        await service.ReadyAsync(Cancel);
        var endless = PostAsync(service, Long);
        await Task.Delay(TimeSpan.FromSeconds(1), Cancel);
        var watch = Stopwatch.StartNew();

        await service.TerminateAsync(Cancel);

        Assert.Equal(0, await service.ExitAsync(Cancel));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 15);
        using var answer = await endless;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    private ServiceProcess Start(params string[] settings) => new(["--Models:Directory", _folder, .. settings]);

    private static Task<HttpResponseMessage> PostAsync(ServiceProcess service, string body) =>
        service.Http.PostAsync("/classify", Service.Body(System.Text.Encoding.UTF8.GetBytes(body), "application/json"), Cancel);
}
