using System.Net;
using TextClassify.Forward;
using TextClassify.Infrastructure;

namespace TextClassify.Problems;

public sealed class FailureTests
{
    private const string Request = """{"inputs":"a fine film"}""";

    [Theory]
    [InlineData("/classify")]
    [InlineData("/hidden-states")]
    [InlineData("/explain")]
    public async Task Post_QueueFull_Is429WithRetryAfter(string path)
    {
        await using var service = Failing(new ForwardQueueFullException(512));

        var answer = await service.PostAsync(path, Request);

        Assert.Equal((429, "queue-full"), (answer.Problem().Status, answer.Problem().Type));
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter!.Delta);
        Assert.Equal(512, answer.Json.GetProperty("limit").GetInt32());
    }

    [Theory]
    [InlineData("/classify")]
    [InlineData("/hidden-states")]
    [InlineData("/explain")]
    public async Task Post_ModelThrows_Is500WithoutItsStack(string path)
    {
        await using var service = Failing(new InvalidOperationException("secret of the house"));

        var answer = await service.PostAsync(path, Request);

        Assert.Equal((500, "internal-error"), (answer.Problem().Status, answer.Problem().Type));
        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Text, StringComparison.Ordinal);
        Assert.Contains(service.Log.Events, entry => entry.Line.Contains("secret of the house", StringComparison.Ordinal)
            && entry.Line.Contains(answer.Json.GetProperty("requestId").GetString()!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Post_LongerThanTheTimeLimit_Is504()
    {
        await using var service = new Service(PolarityModel.Forward(), ("Limits:RequestTimeout", "00:00:00.100"));
        service.Forward.Before = token => Task.Delay(Timeout.Infinite, token);

        Assert.Equal((504, "timeout"), ((await service.PostAsync("/classify", Request)).Problem() is var p) ? (p.Status, p.Type) : default);
    }

    [Fact]
    public async Task Post_NumbersNotFinite_FailThatInputOnly()
    {
        var forward = new AdditiveForward(PolarityModel.Bias, [[0, 0], [float.NaN, 0], .. PolarityModel.Evidence[2..]]);
        await using var service = new Service(forward);

        var answer = await service.PostAsync("/classify", """{"inputs":["fine","never seen","dull"]}""");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var results = answer.Json.GetProperty("results");
        Assert.Equal("urn:textclassify:model-output-invalid", results[1].GetProperty("error").GetProperty("type").GetString());
        Assert.Equal("negative", results[2].GetProperty("label").GetString());
    }

    [Theory]
    [InlineData("/classify")]
    [InlineData("/hidden-states")]
    public async Task Post_ModelFailsOnOneText_AnswersTheOthers(string path)
    {
        var forward = PolarityModel.Forward();
        forward.Poison = 1;
        await using var service = new Service(forward);

        var answer = await service.PostAsync(path, """{"inputs":["fine","never seen","dull"]}""");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var results = answer.Json.GetProperty("results").EnumerateArray().ToArray();
        Assert.Equal([false, true, false], results.Select(result => result.TryGetProperty("error", out _)));
        Assert.Equal("urn:textclassify:internal-error", results[1].GetProperty("error").GetProperty("type").GetString());
        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_CallerLeaves_CancelsTheModel()
    {
        var cancelled = new TaskCompletionSource();
        var entered = new TaskCompletionSource();
        await using var service = new Service(PolarityModel.Forward());
        service.Forward.Before = async token =>
        {
            entered.SetResult();
            using var registration = token.Register(cancelled.SetResult);
            await Task.Delay(Timeout.Infinite, token);
        };
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var request = service.Http.PostAsync(
            "/classify", Service.Body("{\"inputs\":\"x\"}"u8.ToArray(), "application/json"), leaving.Token);
        await entered.Task;
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    private static Service Failing(Exception exception)
    {
        var forward = PolarityModel.Forward();
        forward.Before = _ => throw exception;
        return new Service(forward);
    }
}
