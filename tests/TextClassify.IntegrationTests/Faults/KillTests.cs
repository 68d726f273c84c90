using TextClassify.Client;
using TextClassify.Client.Contracts;
using TextClassify.Infrastructure;

namespace TextClassify.Faults;

/// <summary>kill -9 under load and a start on the same port: callers who retry see no failure and no other answer.</summary>
public sealed class KillTests
{
    private const int Callers = 4;

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly string[] Texts = ["the plot is good", "the plot is bad", "good", "very slow film"];

    [Fact]
    public async Task Kill_UnderLoadAndStartedAgain_LosesNothingForCallersWhoRetry()
    {
        int port;
        string[] expected;
        var options = new TextClassifyClientOptions
        {
            MaxRetries = 100,
            RetryDelay = TimeSpan.FromMilliseconds(50),
            AttemptTimeout = TimeSpan.FromSeconds(5),
            TotalTimeout = TimeSpan.FromSeconds(60),
        };
        int answered = 0;
        bool stop = false;
        Task[] callers;
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        await using (var service = new ServiceProcess(Arguments))
        {
            await service.ReadyAsync(Cancel);
            port = service.Port;
            http.BaseAddress = service.Http.BaseAddress;
            var client = new TextClassifyClient(http, options);
            expected =
            [
                .. (await client.ClassifyAsync(
                    new ClassifyRequest { Inputs = [.. Texts.Select(text => new TextInput(text))] }, Cancel)).Results.Select(Shown),
            ];
            callers = [.. Enumerable.Range(0, Callers).Select(_ => CallAsync(client))];
            await UntilAsync(() => Volatile.Read(ref answered) > 100);

            // Disposing kills with SIGKILL.
        }

        await using var next = new ServiceProcess(port, Arguments);
        await next.ReadyAsync(Cancel);
        int before = Volatile.Read(ref answered);
        await UntilAsync(() => Volatile.Read(ref answered) > before + 100);
        Volatile.Write(ref stop, true);
        await Task.WhenAll(callers);

        async Task CallAsync(TextClassifyClient client)
        {
            for (int turn = 0; !Volatile.Read(ref stop); turn++)
            {
                int text = turn % Texts.Length;
                var response = await client.ClassifyAsync(new ClassifyRequest { Inputs = [Texts[text]] }, Cancel);
                Assert.Equal(expected[text], Shown(response.Results[0]));
                Interlocked.Increment(ref answered);
            }
        }
    }

    private static string[] Arguments => ["--Models:Directory", TinyService.ModelsFolder, "--Api:LogFormat", "None"];

    /// <summary>To four digits: a batch of another shape rounds otherwise.</summary>
    private static string Shown(ClassifyResult result) => FormattableString.Invariant($"{result.Label} {result.Score:F4}");

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (int i = 0; !condition(); i++)
        {
            Assert.True(i < 3_000, "It does not come to pass.");
            await Task.Delay(10, Cancel);
        }
    }
}
