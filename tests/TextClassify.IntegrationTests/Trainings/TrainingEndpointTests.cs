using System.Diagnostics;

namespace TextClassify.Trainings;

/// <summary>Files become versions, or a sentence; the program that makes them may do whatever it likes.</summary>
public sealed class TrainingEndpointTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_RowsThatTrain_BecomeAVersionThatIsReadyAndNotActive()
    {
        await using var training = new TrainingService();

        var taken = await training.PostAsync("name=tiny&text=body&label=team&quick=true");
        string id = taken.Json.GetProperty("id").GetString()!;
        var ended = await training.UntilAsync(id, "succeeded");

        Assert.Equal((202, $"/trainings/{id}"), ((int)taken.Status, taken.Headers.Location!.OriginalString));
        Assert.Equal("2", ended.GetProperty("version").GetString());
        Assert.Equal((0.9, 0.7), (ended.GetProperty("accuracy").GetDouble(), ended.GetProperty("baselineAccuracy").GetDouble()));
        Assert.Equal(["Read tiny.csv"], ended.GetProperty("log").EnumerateArray().Select(line => line.GetString()));
        var traffic = (await training.Service.GetAsync("/models/tiny/traffic")).Json;
        Assert.Equal("1", traffic.GetProperty("active").GetString());
        Assert.Equal("ready", traffic.GetProperty("versions")[1].GetProperty("state").GetString());
        Assert.Equal(
            ended.GetProperty("model").GetProperty("sha256").GetString(),
            (await training.Service.PostAsync("/classify", """{"model":"tiny/2","inputs":"good"}""")).Json.GetProperty("model")
                .GetProperty("sha256").GetString());
        Assert.DoesNotContain(Directory.GetDirectories(training.Models), folder => Path.GetFileName(folder).StartsWith('.'));
    }

    [Fact]
    public async Task End_AnyRun_LeavesNoRowsAndNoWeightsOnTheDisk()
    {
        await using var training = new TrainingService();
        string id = await training.StartAsync("tiny");

        // Told of the end it is not cancelled, and answers when the run is tidied up.
        await training.UntilAsync(id, "succeeded");
        string folder = Path.Combine(training.Folder, id);
        await training.DeleteAsync(id);
        Assert.Equal(
            ["run/words.md", "training.json"],
            Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("refused", "refused.csv has no header.")]
    [InlineData("crash", "The training program ended with exit code 139; its last lines are in log.")]
    public async Task Run_ThatFails_SaysWhyAndTheServiceGoesOn(string name, string sentence)
    {
        await using var training = new TrainingService();

        var failed = await training.UntilAsync(await training.StartAsync(name), "failed");

        Assert.Equal(sentence, failed.GetProperty("error").GetString());
        Assert.Equal(200, (int)(await training.Service.GetAsync("/health/ready")).Status);
        await training.UntilAsync(await training.StartAsync("tiny"), "succeeded");
    }

    [Fact]
    public async Task Delete_RunUnderWay_LeavesNoneOfItsProcesses()
    {
        await using var training = new TrainingService();
        string id = await training.StartAsync("sleeper");
        int grandchild = await training.GrandchildAsync(id);
        Assert.Equal(9, (await training.UntilAsync(id, "running")).GetProperty("rows").GetInt32());

        var cancelled = await training.DeleteAsync(id);

        Assert.Equal((200, "cancelled"), ((int)cancelled.Status, cancelled.Json.GetProperty("state").GetString()));
        await EventuallyAsync(() => !IsAlive(grandchild));
        Assert.Equal("cancelled", (await training.DeleteAsync(id)).Json.GetProperty("state").GetString());
        Assert.False(File.Exists(Path.Combine(training.Folder, id, "sleeper.csv")));
    }

    [Fact]
    public async Task Run_LongerThanItsTime_IsEndedAndSaysSo()
    {
        await using var training = new TrainingService(("Training:Timeout", "00:00:01"));

        string id = await training.StartAsync("sleeper");
        var failed = await training.UntilAsync(id, "failed");

        Assert.Equal("It took longer than 00:00:01 (Training:Timeout).", failed.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Post_MoreThanMayWait_Is429AndTheOthersHaveTheirTurn()
    {
        await using var training = new TrainingService(("Training:MaxQueued", "1"));
        string first = await training.StartAsync("sleeper");
        await training.UntilAsync(first, "running");
        string second = await training.StartAsync("tiny");

        var third = await training.PostAsync("name=tiny");

        Assert.Equal((429, "queue-full"), (third.Problem().Status, third.Problem().Type));
        Assert.NotNull(third.Headers.RetryAfter);
        Assert.Equal(1, (await training.UntilAsync(second, "queued")).GetProperty("ahead").GetInt32());
        await training.DeleteAsync(first);
        await training.UntilAsync(second, "succeeded");
        Assert.Equal(
            [(second, "succeeded"), (first, "cancelled")],
            (await training.Service.GetAsync("/trainings")).Json.GetProperty("trainings").EnumerateArray().Select(
                one => (one.GetProperty("id").GetString()!, one.GetProperty("state").GetString()!)));
    }

    [Fact]
    public async Task Delete_RunThatWaits_NeverRuns()
    {
        await using var training = new TrainingService();
        string first = await training.StartAsync("sleeper");
        await training.UntilAsync(first, "running");
        string second = await training.StartAsync("tiny");

        Assert.Equal("cancelled", (await training.DeleteAsync(second)).Json.GetProperty("state").GetString());
        await training.DeleteAsync(first);

        Assert.False((await training.GetAsync(second)).TryGetProperty("startedAt", out _));
        await training.UntilAsync(await training.StartAsync("tiny"), "succeeded");
    }

    [Fact]
    public async Task Post_MoreRunsThanAreRemembered_ForgetsTheOldestWithItsFolder()
    {
        await using var training = new TrainingService(("Training:MaxRuns", "1"));
        string first = await training.StartAsync("refused");
        await training.UntilAsync(first, "failed");
        await training.DeleteAsync(first);

        string second = await training.StartAsync("refused");

        await training.UntilAsync(second, "failed");
        Assert.Equal("unknown-training", (await training.Service.GetAsync($"/trainings/{first}")).Problem().Type);
        Assert.False(Directory.Exists(Path.Combine(training.Folder, first)));
    }

    [Fact]
    public async Task Metrics_Runs_CountThemByTheirEnd()
    {
        await using var training = new TrainingService();
        await training.UntilAsync(await training.StartAsync("refused"), "failed");

        string metrics = "";
        await EventuallyAsync(async () =>
        {
            metrics = (await training.Service.GetAsync("/metrics")).Text;
            return metrics.Contains("textclassify_trainings_total{outcome=\"failed\"} 1\n", StringComparison.Ordinal);
        });

        Assert.Contains("textclassify_trainings_total{outcome=\"succeeded\"} 0\n", metrics, StringComparison.Ordinal);
        Assert.Contains("textclassify_trainings_unfinished{state=\"running\"} 0\n", metrics, StringComparison.Ordinal);
    }

    private static Task EventuallyAsync(Func<bool> holds) => EventuallyAsync(() => Task.FromResult(holds()));

    /// <summary>Until the test's own time is over.</summary>
    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (!await holds())
        {
            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>A process that ended and that nobody has waited for is none any more.</summary>
    private static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
