using System.Text;
using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Explain;

public sealed class ExplainEventsTests(TinyService tiny) : IClassFixture<TinyService>
{
    private const string Events = "text/event-stream";
    private const string Text = "good bad film plot cast slow";

    private readonly Service _service = tiny.Service;

    /// <summary>Each event is what the same rule gives when asked for alone; the last is the plain answer to the bit.</summary>
    [Fact]
    public async Task Explain_Events_RefineUntilTheCertificateHolds()
    {
        string request = JsonSerializer.Serialize(new { inputs = Text, method = "integrated_gradients" });
        var plain = (await _service.PostAsync("/explain", request)).Json.GetProperty("results")[0];

        var answer = await _service.PostAsync("/explain", request, accept: Events);

        Assert.Equal(Events, answer.MediaType);
        var events = Parse(answer.Text);
        Assert.True(events.Count > 1);
        Assert.Equal([.. Enumerable.Repeat("partial", events.Count - 1), "final"], events.Select(one => one.Name));
        Assert.Equal(Enumerable.Range(0, events.Count), events.Select(one => one.Id));
        Assert.Equal(events.Select(one => one.Name == "final"), events.Select(one => one.Data.GetProperty("final").GetBoolean()));
        int nodes = 8;
        foreach (var (_, _, data) in events)
        {
            var result = data.GetProperty("result");
            Assert.Equal(nodes, result.GetProperty("facts").GetProperty("n_steps").GetInt32());
            Assert.True(result.GetProperty("certificate").TryGetProperty("residual", out _));
            nodes *= 2;
        }

        Assert.All(
            events[..^1],
            one => Assert.False(one.Data.GetProperty("result").GetProperty("certificate").GetProperty("converged").GetBoolean()));
        var last = events[^1].Data.GetProperty("result");
        Assert.Equal(plain.GetProperty("tokens").GetRawText(), last.GetProperty("tokens").GetRawText());
        Assert.Equal(plain.GetProperty("certificate").GetRawText(), last.GetProperty("certificate").GetRawText());
    }

    [Fact]
    public async Task Explain_EventsOfSampling_ComeAtDoublings()
    {
        string request = JsonSerializer.Serialize(new { inputs = Text, method = "shapley_sampling", parameters = new { n_samples = 10 } });

        var events = Parse((await _service.PostAsync("/explain", request, accept: Events)).Text);

        Assert.Equal(
            [2, 4, 8, 10], events.Select(one => one.Data.GetProperty("result").GetProperty("facts").GetProperty("n_samples").GetInt32()));
        Assert.Equal(
            (await _service.PostAsync("/explain", request)).Json.GetProperty("results")[0].GetProperty("tokens").GetRawText(),
            events[^1].Data.GetProperty("result").GetProperty("tokens").GetRawText());
    }

    [Theory]
    [InlineData("""{"inputs":["a","b"],"method":"occlusion"}""", 413, "too-many-inputs")]
    [InlineData("""{"inputs":"a","methods":["evidence","occlusion"]}""", 422, "method-not-supported")]
    [InlineData("""{"inputs":"","method":"occlusion"}""", 400, "empty-text")]
    public async Task Explain_EventsOfWhatHasNone_IsAProblem(string request, int status, string type)
    {
        var problem = (await _service.PostAsync("/explain", request, accept: Events)).Problem();

        Assert.Equal((status, type), (problem.Status, problem.Type));
    }

    /// <summary>The caller reads one event and leaves while the model is held: nothing more is run.</summary>
    [Fact]
    public async Task Explain_CallerGoesAway_StopsTheModel()
    {
        var forward = PolarityModel.Forward();
        var entered = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        int calls = 0;
        forward.Before = async token =>
        {
            if (++calls == 2)
            {
                using var registration = token.Register(() => cancelled.TrySetResult());
                entered.SetResult();
                await Task.Delay(Timeout.Infinite, token);
            }
        };
        var model = PolarityModel.Over(forward, 4096, "long", "1");
        await using var service = new Service(new ServiceFactory(new FixedRegistry("long", model)));
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/explain")
        {
            Content = Service.Body(
                Encoding.UTF8.GetBytes($$"""{"inputs":"{{string.Join(' ', Enumerable.Repeat("fine", 1500))}}","method":"occlusion"}"""),
                "application/json"),
        };
        request.Headers.Add("Accept", Events);

        var sending = service.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, leave.Token);
        await entered.Task.WaitAsync(TestContext.Current.CancellationToken);
        await leave.CancelAsync();
        await ((Task)sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await Task.Delay(100, TestContext.Current.CancellationToken);

        // The text itself was run; of the 1,500 windows not one.
        Assert.Equal((2, 1), (calls, forward.Rows));
    }

    private static List<(string Name, int Id, JsonElement Data)> Parse(string text) =>
    [
        .. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(block =>
        {
            string[] lines = block.Split('\n');
            Assert.Equal(3, lines.Length);
            return (lines[0]["event: ".Length..], int.Parse(lines[1]["id: ".Length..], System.Globalization.CultureInfo.InvariantCulture),
                JsonElement.Parse(lines[2]["data: ".Length..]));
        }),
    ];
}
