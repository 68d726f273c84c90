using TextClassify.Infrastructure;

namespace TextClassify.Hosting;

/// <summary>SIGTERM to the real process: what is served, for how long, and what ends first.</summary>
public sealed class DrainTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stop_WhileExplaining_EndsExplanationsFirstAndLosesNothing()
    {
        await using var service = new ServiceProcess(["--Models:Directory", TinyService.ModelsFolder, "--Api:DrainDelay", "00:00:01"]);
        await service.ReadyAsync(Cancel);
        using var stream = new LineConnection(service.Port);
        await stream.SendHeadAsync(Cancel, path: "/explain");
        await stream.SendAsync("\"good film\"\n", Cancel);
        await stream.ReadUntilAsync("\"index\":0", Cancel);

        await service.TerminateAsync(Cancel);
        await UntilAsync(async () => await StatusAsync(service.Http.GetAsync("/health/ready", Cancel)) == 503);
        Assert.Equal(200, await PostAsync(service, "/explain"));
        Assert.Equal(200, await PostAsync(service, "/classify"));

        await UntilAsync(async () => await PostAsync(service, "/explain") == 503);
        using (var refused = await service.Http.PostAsync("/explain", Text(), Cancel))
        {
            Assert.Contains("urn:textclassify:draining", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
            Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        }

        Assert.Equal(200, await PostAsync(service, "/classify"));
        Assert.Equal(200, await StatusAsync(service.Http.GetAsync("/health/live", Cancel)));
        await stream.SendAsync("\"bad film\"\n", Cancel);
        await stream.EndAsync(Cancel);

        Assert.Contains("\"index\":1", await stream.ReadUntilAsync("\"summary\"", Cancel), StringComparison.Ordinal);
        Assert.Equal(0, await service.ExitAsync(Cancel));
    }

    /// <summary>Callers who follow readiness see no failure at all.</summary>
    [Fact]
    public async Task Stop_UnderLoad_AnswersAllThatCameWhileItDrained()
    {
        await using var service = new ServiceProcess(["--Models:Directory", TinyService.ModelsFolder, "--Api:DrainDelay", "00:00:02"]);
        await service.ReadyAsync(Cancel);
        int answered = 0;
        bool stop = false;
        var callers = Enumerable.Range(0, 4).Select(async _ =>
        {
            while (!Volatile.Read(ref stop))
            {
                Assert.Equal(200, await PostAsync(service, "/classify"));
                Interlocked.Increment(ref answered);
            }
        }).ToArray();
        await UntilAsync(() => Task.FromResult(Volatile.Read(ref answered) > 20));

        await service.TerminateAsync(Cancel);
        await UntilAsync(async () => await StatusAsync(service.Http.GetAsync("/health/ready", Cancel)) == 503);
        int before = Volatile.Read(ref answered);
        await UntilAsync(() => Task.FromResult(Volatile.Read(ref answered) > before + 20));
        Volatile.Write(ref stop, true);

        await Task.WhenAll(callers);
        Assert.Equal(0, await service.ExitAsync(Cancel));
    }

    private static ByteArrayContent Text() => Service.Body("{\"inputs\":\"good film\"}"u8.ToArray(), "application/json");

    private static Task<int> PostAsync(ServiceProcess service, string path) => StatusAsync(service.Http.PostAsync(path, Text(), Cancel));

    private static async Task<int> StatusAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        return (int)answer.StatusCode;
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (int i = 0; !await condition(); i++)
        {
            Assert.True(i < 3_000, "It does not come to pass.");
            await Task.Delay(10, Cancel);
        }
    }
}
