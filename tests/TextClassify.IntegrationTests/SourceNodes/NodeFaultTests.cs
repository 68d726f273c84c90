using System.Collections.Concurrent;
using System.Text.Json;
using TextClassify.Infrastructure;
using static TextClassify.Cases.SourcesService;

namespace TextClassify.SourceNodes;

/// <summary>Nodes and a broker that die, hang and come back under load.</summary>
public sealed class NodeFaultTests
{
    private const int Callers = 3;

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private static readonly (string Name, string? Text)[] Sources =
        [("subject", "bad pizza"), ("own", "the waiter was slow and the pizza was not very good"), ("quoted", "fine screen")];

    private readonly ConcurrentQueue<JsonElement> _answers = [];

    /// <summary>
    /// 0 wrong: an answer is that of the sources which it calls ok. 0 dropped: every request has an answer. A node's process is killed,
    /// started, hung, let go on; the broker is killed and started.
    /// </summary>
    [Fact]
    public async Task Load_NodeAndBrokerFail_EveryAnswerIsThatOfTheSourcesItNames()
    {
        await using var nodes = await TinySourceNodes.StartAsync(("Nodes:Timeout", "00:00:00.300"), ("Nodes:Break", "00:00:00.500"));
        string[] own = ["--model", Model, "--name", "own", "--nats", nodes.Broker.Url, "--models", TinySourceNodes.ModelsFolder];
        await nodes.AddAsync([0, 2]);
        var node = new NodeProcess(own);
        await node.ReadyAsync();
        await nodes.ConnectedAsync();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Task<int>[] load = [.. Enumerable.Range(0, Callers).Select(_ => CallAsync(nodes.Service, end.Token))];
        await SeenAsync("ok", throughNodes: true);

        await node.SignalAsync("KILL");
        await SeenAsync("lost", throughNodes: true);
        await node.DisposeAsync();
        await using var second = new NodeProcess(own);
        await second.ReadyAsync();
        await SeenAsync("ok", throughNodes: true);

        await second.SignalAsync("STOP");
        await SeenAsync("late", throughNodes: true);
        await second.SignalAsync("CONT");
        await SeenAsync("ok", throughNodes: true);

        await nodes.Broker.KillAsync();
        await SeenAsync("ok", throughNodes: false);
        await nodes.Broker.StartAgainAsync();
        await SeenAsync("ok", throughNodes: true);
        await end.CancelAsync();
        int sent = (await Task.WhenAll(load)).Sum();

        Assert.Equal(sent, _answers.Count);
        var expected = new Dictionary<string, JsonElement>();
        foreach (var answer in _answers)
        {
            string there = string.Join(',', Names(answer));
            if (!expected.TryGetValue(there, out var scores))
            {
                var one = Case([.. Sources.Where(source => Names(answer).Contains(source.Name))]);
                scores = (await TinySourceNodes.AskAsync(nodes.Plain, one)).Json.GetProperty("results")[0].GetProperty("scores");
                expected[there] = scores;
            }

            NearJson.AssertSame(scores, answer.GetProperty("scores"));
        }

        TestContext.Current.SendDiagnosticMessage(
            "{0} requests; {1}.",
            sent,
            string.Join(", ", _answers.GroupBy(Status).Select(group => $"{group.Count()} {group.Key}")));
    }

    private static string Status(JsonElement answer) => answer.GetProperty("sources")[1].GetProperty("status").GetString()!;

    private static string[] Names(JsonElement answer) =>
    [
        .. answer.GetProperty("sources").EnumerateArray()
            .Where(source => source.GetProperty("status").GetString() is "ok" or "truncated")
            .Select(source => source.GetProperty("name").GetString()!),
    ];

    /// <summary>Waits for new answers in which the source stands so; the second, as the first may have been under way.</summary>
    private async Task SeenAsync(string status, bool throughNodes)
    {
        int before = _answers.Count;
        while (_answers.Skip(before).Count(IsIt) < 2)
        {
            await Task.Delay(20, Cancel);
        }

        bool IsIt(JsonElement answer) =>
            (Status(answer) is "truncated" ? "ok" : Status(answer)) == status
            && answer.GetProperty("communication").TryGetProperty("nodes", out _) == throughNodes;
    }

    /// <returns>How many were sent.</returns>
    private async Task<int> CallAsync(Service service, CancellationToken end)
    {
        int sent = 0;
        while (!end.IsCancellationRequested)
        {
            sent++;
            var answer = await TinySourceNodes.AskAsync(service, Case(Sources));
            _answers.Enqueue(answer.Json.GetProperty("results")[0].Clone());
        }

        return sent;
    }
}
