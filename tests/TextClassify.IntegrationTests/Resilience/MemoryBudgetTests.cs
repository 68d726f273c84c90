using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TextClassify.Api.Resilience;
using TextClassify.Infrastructure;

namespace TextClassify.Resilience;

/// <summary>Bodies and answers in flight have a budget: past it a request is told to come back, and what was held is given back whatever the end was.</summary>
public sealed class MemoryBudgetTests : IAsyncDisposable
{
    private const int Budget = 1_000_000;

    /// <summary>700,000 bytes of a body that goes on.</summary>
    private static readonly string Begun = "{\"inputs\":\"fine".PadRight(700_000);

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly Service _service;

    public MemoryBudgetTests() => _service = new Service(
        PolarityModel.Forward(),
        ("Limits:MaxBodyBytes", $"{Budget}"), ("Limits:MaxBodyBytesInFlight", $"{Budget}"), ("Limits:MaxTextLength", "1000000"),
        ("Limits:MaxAnswerBytes", "1048576"), ("Limits:MaxAnswerBytesInFlight", "1048576"));

    private MemoryBudgets Budgets => _service.Services.GetRequiredService<MemoryBudgets>();

    [Fact]
    public async Task Classify_BodiesPastTheBudget_Is503UntilTheyAreAnswered()
    {
        var rest = new TaskCompletionSource();
        var holding = PostSlowlyAsync(Begun, "\"}", rest.Task, "application/json", Cancel);
        await UntilAsync(() => Budgets.Bodies.Held == 700_000);

        var refused = await _service.PostAsync("/classify", Body(400_000));
        var small = await _service.PostAsync("/classify", Body(100_000));

        Assert.Equal((503, "memory-full"), (refused.Problem().Status, refused.Problem().Type));
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        Assert.Equal(Budget, refused.Json.GetProperty("limit").GetInt32());
        Assert.Equal(200, (int)small.Status);
        rest.SetResult();
        using var held = await holding;
        Assert.Equal(HttpStatusCode.OK, held.StatusCode);
        await UntilAsync(() => Budgets.Bodies.Held == 0);
        Assert.Equal(200, (int)(await _service.PostAsync("/classify", Body(400_000))).Status);
    }

    [Fact]
    public async Task Classify_CallerLeavesInTheBody_GivesItBack()
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var holding = PostSlowlyAsync(Begun, "\"}", Task.Delay(Timeout.Infinite, Cancel), "application/json", leaving.Token);
        await UntilAsync(() => Budgets.Bodies.Held == 700_000);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => holding);
        await UntilAsync(() => Budgets.Bodies.Held == 0);
    }

    [Theory]
    [InlineData("/classify", "{", 400)]
    [InlineData("/classify", """{"inputs":"fine"}""", 200)]
    [InlineData("/explain", """{"inputs":"fine","method":"none"}""", 400)]
    [InlineData("/hidden-states", """{"inputs":["fine","dull"],"include":["vectors"]}""", 200)]
    public async Task Post_AnyEnd_HoldsNothingAfterwards(string path, string body, int status)
    {
        Assert.Equal(status, (int)(await _service.PostAsync(path, body)).Status);

        await UntilAsync(() => Budgets.Bodies.Held == 0 && Budgets.Answers.Held == 0);
    }

    [Fact]
    public async Task Explain_AnswersPastTheBudget_Is503UntilTheyAreWritten()
    {
        var run = new TaskCompletionSource();
        _service.Forward.Before = _ => run.Task;
        const string Body = """{"inputs":["a fine film","a fine film","a fine film","a fine film"],"method":"lime","parameters":{"n_samples":5000}}""";
        var first = _service.PostAsync("/explain", Body);
        await UntilAsync(() => Budgets.Answers.Held > 0);

        var refused = await _service.PostAsync("/explain", Body);

        run.SetResult();
        Assert.Equal((503, "memory-full"), (refused.Problem().Status, refused.Problem().Type));
        Assert.Equal(200, (int)(await first).Status);
        await UntilAsync(() => Budgets.Answers.Held == 0);
    }

    [Fact]
    public async Task Stream_WhileItLasts_HoldsWhatItsWindowsMay()
    {
        var rest = new TaskCompletionSource();
        var streaming = PostSlowlyAsync("\"fine", "\"\n", rest.Task, "application/x-ndjson", Cancel);
        await UntilAsync(() => Budgets.Bodies.Held > 6 * Service.MaxLineBytes && Budgets.Answers.Held > 0);

        rest.SetResult();

        using var answer = await streaming;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await UntilAsync(() => Budgets.Bodies.Held == 0 && Budgets.Answers.Held == 0);
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private static string Body(int bytes) => $$"""{"inputs":"fine{{new string(' ', bytes - 17)}}"}""";

    private static async Task UntilAsync(Func<bool> met)
    {
        for (int i = 0; !met(); i++)
        {
            Assert.True(i < 1_000, "It did not come to that.");
            await Task.Delay(10, Cancel);
        }
    }

    /// <summary>A request whose body begins at once and ends when it is told to.</summary>
    private async Task<HttpResponseMessage> PostSlowlyAsync(string start, string end, Task rest, string type, CancellationToken cancellationToken)
    {
        var body = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        using var content = new StreamContent(body.Reader.AsStream());
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        // Past the client's own handlers, which read a body to its end before they send it.
        using var http = new HttpClient(_service.Handler()) { BaseAddress = _service.Http.BaseAddress };
        var answer = http.PostAsync("/classify", content, cancellationToken);
        await body.Writer.WriteAsync(Encoding.ASCII.GetBytes(start), cancellationToken);
        await Task.WhenAny(rest, answer);
        await body.Writer.WriteAsync(Encoding.ASCII.GetBytes(end), CancellationToken.None);
        await body.Writer.CompleteAsync();
        return await answer;
    }
}
