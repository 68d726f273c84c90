using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using TextClassify.Api.Requests;
using TextClassify.Client;
using TextClassify.Client.Contracts;
using TextClassify.Forward;
using TextClassify.Infrastructure;

namespace TextClassify.Problems;

/// <summary>Callers' own deadlines, before a model whose one slot the tests take.</summary>
public sealed class DeadlineTests : IAsyncDisposable
{
    private readonly QueuedForward _forward = new();
    private readonly Service _service;

    public DeadlineTests() => _service = new Service(new ServiceFactory(
        new FixedRegistry("polarity", PolarityModel.Over(_forward)), ("Health:ProbeInterval", "01:00:00")));

    /// <summary>Runs of "a fine film"; the probe of readiness asks for another word.</summary>
    private int Runs => _forward.Begun.Count(token => PolarityModel.Words[token] == "a");

    private void Hold() => Assert.True(_forward.Gate.TryEnter(ForwardLane.Interactive) && _forward.Gate.TryEnter(ForwardLane.Bulk));

    private void Release()
    {
        _forward.Gate.Exit(ForwardLane.Interactive);
        _forward.Gate.Exit(ForwardLane.Bulk);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/classify")]
    [InlineData("/hidden-states")]
    public async Task Post_Idle_IsAnsweredWithinItsDeadline(string path) =>
        Assert.Equal(200, (int)(await _service.PostAsync(path, """{"inputs":["a fine film","dull"],"deadlineMs":30000}""")).Status);

    [Theory]
    [InlineData("/classify")]
    [InlineData("/hidden-states")]
    public async Task Post_QueueSlowerThanTheDeadline_IsRefusedAtOnceWithTheEstimate(string path)
    {
        // One text of three tokens runs from the queue, so that its speed is known: 0.5 s, or a timer's grain less.
        _forward.RunTime = TimeSpan.FromSeconds(0.5);
        Hold();
        var first = await WaitingAsync(1);
        Release();
        await first;
        Hold();
        var waiting = await WaitingAsync(1);

        var answer = await _service.PostAsync(path, """{"inputs":"a fine film","deadlineMs":700}""");

        var problem = answer.Problem();
        Assert.Equal((429, "deadline-unreachable", "deadlineMs"), (problem.Status, problem.Type, problem.Where));
        var detail = Regex.Match(
            problem.Detail,
            "^What waits and this would take about ([0-9]+) ms, and ([0-9]+) ms are left of the deadline of 700 ms; nothing was run.$");
        Assert.True(int.Parse(detail.Groups[1].Value, null) >= 900 && int.Parse(detail.Groups[2].Value, null) <= 700, problem.Detail);
        Assert.Equal(700, answer.Json.GetProperty("limit").GetInt32());
        Assert.True(answer.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
        Release();
        Assert.Equal(200, (int)(await waiting).Status);
        Assert.Equal(2, Runs);
    }

    [Theory]
    [InlineData("/classify", "\"a fine film\"")]
    [InlineData("/classify", "[\"a fine film\",\"dull\"]")]
    [InlineData("/hidden-states", "\"a fine film\"")]
    [InlineData("/hidden-states", "[\"a fine film\",\"dull\"]")]
    public async Task Post_DeadlinePassesInTheQueue_Is504AndNeverRun(string path, string inputs)
    {
        Hold();

        var problem = (await _service.PostAsync(path, $$"""{"inputs":{{inputs}},"deadlineMs":60}""")).Problem();

        Assert.Equal((504, "deadline-exceeded", "deadlineMs"), (problem.Status, problem.Type, problem.Where));
        Assert.Equal("The deadline of 60 ms passed before this had its turn; it was not run.", problem.Detail);
        Release();
        Assert.Equal(200, (int)(await _service.PostAsync(path, """{"inputs":"a fine film"}""")).Status);
        Assert.Equal(1, Runs);
    }

    /// <summary>The parameter of Triton's schedule policy: microseconds, 0 for none.</summary>
    [Theory]
    [InlineData("[1]", "\"a fine film\"")]
    [InlineData("[2]", "\"a fine film\",\"dull\"")]
    public async Task Infer_TimeoutPassesInTheQueue_Is504AndNeverRun(string shape, string data)
    {
        Hold();

        var late = await _service.PostAsync("/v2/models/polarity/infer", Infer(60_000));

        Assert.Equal(
            (504, "parameters.timeout: The deadline of 60 ms passed before this had its turn; it was not run."),
            ((int)late.Status, late.Json.GetProperty("error").GetString()));
        Release();
        Assert.Equal(200, (int)(await _service.PostAsync("/v2/models/polarity/infer", Infer(0))).Status);
        Assert.Equal(1, Runs);

        string Infer(int microseconds) =>
            $$"""{"parameters":{"timeout":{{microseconds}}},"inputs":[{"name":"text","shape":{{shape}},"datatype":"BYTES","data":[{{data}}]}]}""";
    }

    [Theory]
    [InlineData("/classify?deadlineMs=60", "\"a fine film\"\n\"dull\"\n\" \"\n", "application/x-ndjson", null)]
    [InlineData("/classify", "{\"inputs\":[\"a fine film\",\"dull\",\" \"],\"deadlineMs\":60}", "application/json", "application/x-ndjson")]
    public async Task Stream_DeadlinePassesInTheQueue_IsAnErrorOfEachLineAndNoCut(
        string path, string body, string mediaType, string? accept)
    {
        Hold();

        var lines = (await _service.PostAsync(path, body, mediaType, accept)).Lines;

        Assert.Equal(
            ["urn:textclassify:deadline-exceeded", "urn:textclassify:deadline-exceeded", "urn:textclassify:empty-text"],
            lines[1..4].Select(line => line.GetProperty("error").GetProperty("type").GetString()));
        Assert.Equal(3, lines[4].GetProperty("summary").GetProperty("failed").GetInt32());
    }

    [Fact]
    public async Task ClassifyAsync_DeadlinePassesInTheQueue_FailsOnceForTheClient()
    {
        Hold();
        var (client, handler) = ClientServices.Scripted(_service, null);

        var failed = await Assert.ThrowsAsync<ServiceFailedException>(
            () => client.ClassifyAsync(new ClassifyRequest { Inputs = ["a fine film"], DeadlineMs = 60 }, Cancel));

        Assert.Equal(("urn:textclassify:deadline-exceeded", 1), (failed.Problem.Type, handler.Requests));
    }

    [Fact]
    public async Task DeadlineWait_NoTurnInTime_IsLateAndTheCallersLeavingIsNot()
    {
        var time = new FakeTimeProvider();
        using var leaving = new CancellationTokenSource();
        var deadline = CallDeadline.After(time, time.GetTimestamp(), TimeSpan.FromMilliseconds(50));
        var late = DeadlineWait.RunAsync(deadline, time, WaitAsync, CancellationToken.None);
        var left = DeadlineWait.RunAsync(deadline, time, WaitAsync, leaving.Token);

        await leaving.CancelAsync();
        time.Advance(TimeSpan.FromMilliseconds(49));
        Assert.False(late.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(deadline, (await Assert.ThrowsAsync<ForwardDeadlineException>(() => late)).Deadline);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);

        static async Task<int> WaitAsync(CancellationToken token)
        {
            await Task.Delay(Timeout.Infinite, token);
            return 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _forward.Dispose();
    }

    /// <summary>Sends a text that stays in the queue.</summary>
    private async Task<Task<Answer>> WaitingAsync(int depth)
    {
        var answer = _service.PostAsync("/classify", """{"inputs":"a fine film"}""");
        while (_forward.Waiting < depth)
        {
            await Task.Delay(5, Cancel);
        }

        return answer;
    }
}
