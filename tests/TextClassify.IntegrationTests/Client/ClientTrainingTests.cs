using TextClassify.Client.Contracts;
using TextClassify.Trainings;

namespace TextClassify.Client;

/// <summary>A file becomes a version by the client's calls alone.</summary>
public sealed class ClientTrainingTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartAsync_RowsThatTrain_EndInAModel()
    {
        await using var training = new TrainingService();
        var client = ClientServices.Of(training.Service).Trainings;
        var seen = new List<string>();

        var started = await client.StartAsync(
            "text;label\na;b\n"u8.ToArray(), new TrainingChoices("tiny") { Text = "a+b", Label = "x & y", Quick = true }, Cancel);
        var ended = await client.EndAsync(
            started.Id, new SynchronousProgress<TrainingStatus>(one => seen.Add(one.State)), Cancel);

        Assert.Equal(("succeeded", new ModelReference("tiny", "2", ended.Model!.Sha256)), (ended.State, ended.Model));
        Assert.True(ended.Quick);
        Assert.Equal((0.9, 0.6), (ended.Accuracy, ended.BaselineMacroF1));
        Assert.Equal("succeeded", seen[^1]);
        Assert.Equal([started.Id], (await client.ListAsync(Cancel)).Trainings.Select(one => one.Id));
    }

    [Fact]
    public async Task CancelAsync_TrainingThatRuns_EndsIt()
    {
        await using var training = new TrainingService();
        var client = ClientServices.Of(training.Service).Trainings;
        var started = await client.StartAsync("text,label\na,b\n"u8.ToArray(), new TrainingChoices("sleeper"), Cancel);

        Assert.Equal("cancelled", (await client.CancelAsync(started.Id, Cancel)).State);
    }
}
