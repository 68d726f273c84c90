using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Extensions.Time.Testing;
using TextClassify.Api.Identity;
using TextClassify.Api.Security;
using TextClassify.Forward;
using TextClassify.Infrastructure;

namespace TextClassify.Security;

/// <summary>Quotas are of work: the tokens of a text as often as a model runs them.</summary>
public sealed class QuotaTests : IAsyncDisposable
{
    private const string Key = "key-of-worker-00000000000000000000";
    private const int PerMinute = 1_000;

    /// <summary>Three tokens.</summary>
    private const string Fine = """{"inputs":"a fine film"}""";

    private readonly AdditiveForward _forward = PolarityModel.Forward();
    private readonly Service _service;

    /// <summary>The clock stands, so that no bucket fills while a slow machine works.</summary>
    public QuotaTests() => _service = new Service(new ServiceFactory(
        new FixedRegistry("polarity", PolarityModel.Over(_forward)),
        ("Security:Keys:worker:Hash", KeyHash.Text(Key)), ("Security:Keys:worker:Scopes", string.Join(',', Scopes.All)),
        ("Security:Keys:worker:TokensPerMinute", $"{PerMinute}"), ("Limits:WindowLines", "3"))
    {
        Clock = new FakeTimeProvider(),
    });

    [Fact]
    public async Task Explain_ThreeTokensAndManySamples_IsChargedItsModelCalls()
    {
        // 2 + 2 * 1,000 * 2 calls of three tokens, 12,006: paid for in twelve minutes, of which the bucket had one.
        var explained = await SendAsync(
            "/explain", """{"inputs":"a fine film","method":"shapley_sampling","parameters":{"n_samples":1000}}""");
        var next = await SendAsync("/classify", Fine);

        Assert.Equal(200, (int)explained.Status);
        Assert.Equal(4_002, explained.Json.GetProperty("results")[0].GetProperty("cost").GetProperty("modelCalls").GetInt32());
        Assert.Equal("quota-exceeded", next.Problem().Type);
        Assert.InRange(int.Parse(next.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture), 640, 661);
    }

    [Fact]
    public async Task Explain_MethodThatEndsEarly_GetsBackWhatItDidNotUse()
    {
        // It may draw 10,000 copies, ten minutes' worth, and needs a few dozen.
        var explained = await SendAsync("/explain", """{"inputs":"film","method":"anchors","parameters":{"batch_size":10}}""");
        var next = await SendAsync("/classify", Fine);

        Assert.InRange(explained.Json.GetProperty("results")[0].GetProperty("cost").GetProperty("modelCalls").GetInt32(), 2, 900);
        Assert.Equal(200, (int)next.Status);
    }

    [Fact]
    public async Task Explain_WorkThatFailed_IsGivenBack()
    {
        _forward.Before = _ => throw new ForwardQueueFullException(512);
        var refused = await SendAsync(
            "/explain", """{"inputs":"a fine film","method":"shapley_sampling","parameters":{"n_samples":1000}}""");
        _forward.Before = _ => Task.CompletedTask;

        Assert.Equal("queue-full", refused.Problem().Type);
        Assert.Equal(200, (int)(await SendAsync("/classify", Fine)).Status);
    }

    [Fact]
    public async Task Stream_WindowThatFailed_IsGivenBack()
    {
        _forward.Before = _ => throw new InvalidOperationException("The model is gone.");
        using var request = Request("/explain?method=shapley_sampling&n_samples=1000", "\"a fine film\"\n", "application/x-ndjson");
        var failed = await _service.SendAsync(request);
        _forward.Before = _ => Task.CompletedTask;

        Assert.True(failed.Lines[^1].TryGetProperty("error", out _));
        Assert.Equal(200, (int)(await SendAsync("/classify", Fine)).Status);
    }

    [Fact]
    public async Task Classify_Text_IsChargedItsTokensOnce()
    {
        string body = $$"""{"inputs":[{{string.Join(',', Enumerable.Repeat("\"a fine film not dull a fine film not dull\"", 8))}}]}""";
        var statuses = new List<int>();
        for (int i = 0; i < 13; i++)
        {
            statuses.Add((int)(await SendAsync("/classify", body)).Status);
        }

        Assert.Equal([.. Enumerable.Repeat(200, 12), 429], statuses);
    }

    [Fact]
    public async Task HiddenStates_Beginnings_AreChargedEach()
    {
        // Ten tokens, and their beginnings of 1 to 10.
        const string Body =
            """{"inputs":["a fine film not dull a fine film not dull","a fine film not dull a fine film not dull"],"expectedPrediction":["prefix"]}""";
        var statuses = new List<int>();
        for (int i = 0; i < 8; i++)
        {
            statuses.Add((int)(await SendAsync("/hidden-states", Body)).Status);
        }

        Assert.Equal([.. Enumerable.Repeat(200, 7), 429], statuses);
    }

    [Fact]
    public async Task Stream_ExplainedLines_AreHeldBackByTheirWork()
    {
        // A window of three lines takes 3 * 402 calls of three tokens and leaves a debt; the next waits for a clock that stands.
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var request = Request(
            "/explain?method=shapley_sampling&n_samples=100",
            "\"a fine film\"\n\"a fine film\"\n\"a fine film\"\n\"film\"\n",
            "application/x-ndjson");
        int rows = _forward.Rows;
        var answer = _service.Http.SendAsync(request, leaving.Token);
        for (int i = 0; _forward.Rows < rows + 1_206; i++)
        {
            Assert.True(i < 3_000, $"{_forward.Rows} rows were run.");
            await Task.Delay(10, leaving.Token);
        }

        await Task.Delay(200, leaving.Token);

        Assert.Equal(rows + 1_206, _forward.Rows);
        Assert.False(answer.IsCompleted);
        await leaving.CancelAsync();
        Assert.NotNull(await Record.ExceptionAsync(() => answer));
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private async Task<Answer> SendAsync(string path, string body)
    {
        using var request = Request(path, body, "application/json");
        return await _service.SendAsync(request);
    }

    private static HttpRequestMessage Request(string path, string body, string type)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, new MediaTypeHeaderValue(type)) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        return request;
    }
}
