using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TextClassify.Api.Limits;
using TextClassify.Infrastructure;

namespace TextClassify.Limits;

/// <summary>Bodies and answers in flight have a budget: past it a request is told to come back, and what was held is given back whatever
/// the end was.</summary>
public sealed class MemoryBudgetTests : IAsyncDisposable
{
    private const int Budget = 1_000_000;
    private const int Begun = 700_000;

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly AdditiveForward _forward = PolarityModel.Forward();
    private readonly Service _service;

    public MemoryBudgetTests()
    {
        var factory = new ServiceFactory(
            new FixedRegistry("polarity", PolarityModel.Over(_forward)),
            ("Limits:MaxBodyBytes", $"{Budget}"),
            ("Limits:MaxBodyBytesInFlight", $"{Budget}"),
            ("Limits:MaxTextLength", "1000000"),
            ("Limits:MaxLineBytes", "1024"),
            ("Limits:MaxAnswerBytes", "1048576"), ("Limits:MaxAnswerBytesInFlight", "1048576"));
        factory.UseKestrel(0);
        _service = new Service(factory);
    }

    private MemoryBudgets Budgets => _service.Services.GetRequiredService<MemoryBudgets>();

    [Fact]
    public async Task Classify_BodiesPastTheBudget_Is503UntilTheyAreAnswered()
    {
        using var holding = await BeginAsync(Begun + 2);
        await UntilAsync(() => Budgets.Bodies.Held == Begun);

        var refused = await _service.PostAsync("/classify", Body(400_000));
        var small = await _service.PostAsync("/classify", Body(100_000));

        Assert.Equal((503, "memory-full"), (refused.Problem().Status, refused.Problem().Type));
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        Assert.Equal(Budget, refused.Json.GetProperty("limit").GetInt32());
        Assert.Equal(200, (int)small.Status);
        await holding.GetStream().WriteAsync("\"}"u8.ToArray(), Cancel);
        Assert.Equal("HTTP/1.1 200", await StatusAsync(holding));
        await UntilAsync(() => Budgets.Bodies.Held == 0);
        Assert.Equal(200, (int)(await _service.PostAsync("/classify", Body(400_000))).Status);
    }

    /// <summary>A length is a claim: what has not come is not counted.</summary>
    [Fact]
    public async Task Classify_LengthAnnouncedAndNotSent_HoldsNothingOfIt()
    {
        using var claiming = await BeginAsync(Budget, sent: 1_000);
        await UntilAsync(() => Budgets.Bodies.Held == 1_000);

        Assert.Equal(200, (int)(await _service.PostAsync("/classify", Body(900_000))).Status);
    }

    [Fact]
    public async Task Classify_CallerLeavesInTheBody_GivesItBack()
    {
        var holding = await BeginAsync(Begun + 2);
        await UntilAsync(() => Budgets.Bodies.Held == Begun);

        holding.Dispose();

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
        _forward.Before = _ => run.Task;
        const string Body =
            """{"inputs":["a fine film","a fine film","a fine film","a fine film"],"method":"lime","parameters":{"n_samples":5000}}""";
        var first = _service.PostAsync("/explain", Body);
        await UntilAsync(() => Budgets.Answers.Held > 0);

        var refused = await _service.PostAsync("/explain", Body);

        run.SetResult();
        Assert.Equal((503, "memory-full"), (refused.Problem().Status, refused.Problem().Type));
        Assert.Equal(200, (int)(await first).Status);
        await UntilAsync(() => Budgets.Answers.Held == 0);
    }

    /// <summary>Eight texts of 240 KB of samples each hold three quarters of the budget and no more.</summary>
    [Fact]
    public async Task Explain_LargeAnswersHoldAllTheyMay_LeaveClassifyItsRoom()
    {
        var run = new TaskCompletionSource();
        await using var service = new Service(
            PolarityModel.Forward(), ("Limits:MaxAnswerBytes", "1048576"), ("Limits:MaxAnswerBytesInFlight", "2097152"));
        var answers = service.Services.GetRequiredService<MemoryBudgets>().Answers;
        service.Forward.Before = _ => run.Task;
        string inputs = string.Join(',', Enumerable.Repeat("\"a fine film\"", 8));
        string body = $$$"""{"inputs":[{{{inputs}}}],"method":"lime","parameters":{"n_samples":5000}}""";
        var first = service.PostAsync("/explain", body);
        await UntilAsync(() => answers.Held == 1_572_864);

        var second = await service.PostAsync("/explain", body);
        var classified = service.PostAsync("/classify", """{"inputs":"fine"}""");
        await UntilAsync(() => answers.Held > 1_572_864 || classified.IsCompleted);
        run.SetResult();

        Assert.Equal("memory-full", second.Problem().Type);
        Assert.Equal(200, (int)(await classified).Status);
        Assert.Equal(200, (int)(await first).Status);
    }

    /// <summary>One text's samples take 800 KB, and those of seven others 80 KB each.</summary>
    [Fact]
    public async Task Explain_OneLongTextAmongShortOnes_HoldsTheirSum()
    {
        var run = new TaskCompletionSource();
        await using var service = new Service(PolarityModel.Forward(), ("Limits:MaxAnswerBytesInFlight", "1073741824"));
        var answers = service.Services.GetRequiredService<MemoryBudgets>().Answers;
        service.Forward.Before = _ => run.Task;
        string inputs = "\"a fine film not dull a fine film not dull\"" + string.Concat(Enumerable.Repeat(",\"film\"", 7));

        var answer = service.PostAsync("/explain", $$$"""{"inputs":[{{{inputs}}}],"method":"lime","parameters":{"n_samples":5000}}""");
        await UntilAsync(() => answers.Held > 0);

        Assert.InRange(answers.Held, 1_300_000, 1_500_000);
        run.SetResult();
        await answer;
    }

    [Fact]
    public async Task Stream_WhileItLasts_HoldsWhatItsWindowsMay()
    {
        using (var connection = new LineConnection(_service.Http.BaseAddress!.Port))
        {
            await connection.SendHeadAsync(Cancel);
            await UntilAsync(() => Budgets.Bodies.Held > 6 * 1_024 && Budgets.Answers.Held > 0);
            await connection.SendAsync("\"fine\"\n", Cancel);
            await connection.EndAsync(Cancel);
            await connection.ReadUntilAsync("summary", Cancel);
        }

        await UntilAsync(() => Budgets.Bodies.Held == 0 && Budgets.Answers.Held == 0);
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private static string Body(int bytes) => $$"""{"inputs":"fine{{new string(' ', bytes - 17)}}"}""";

    /// <summary>Announces a body and sends the beginning of it.</summary>
    private async Task<TcpClient> BeginAsync(int length, int sent = Begun)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", _service.Http.BaseAddress!.Port, Cancel);
        string head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST /classify HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n");
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head + "{\"inputs\":\"fine".PadRight(sent)), Cancel);
        return client;
    }

    private static async Task<string> StatusAsync(TcpClient client)
    {
        byte[] status = new byte[12];
        await client.GetStream().ReadExactlyAsync(status, Cancel);
        return Encoding.ASCII.GetString(status);
    }

    private static async Task UntilAsync(Func<bool> met)
    {
        for (int i = 0; !met(); i++)
        {
            Assert.True(i < 1_000, "It did not come to that.");
            await Task.Delay(10, Cancel);
        }
    }
}
