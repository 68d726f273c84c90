using TextClassify.Client.Contracts;
using TextClassify.Infrastructure;
using TextClassify.Trainings;

namespace TextClassify.Client;

/// <summary>The examples of docs/client.md are the code of <see cref="ShowAsync"/> and <see cref="RollForwardAsync"/>, compiled and run
/// here.</summary>
public sealed class ClientExampleTests(Service service) : IClassFixture<Service>
{
    private const string Source = "tests/TextClassify.IntegrationTests/Client/ClientExampleTests.cs";

    [Fact]
    public async Task Example_Run_LabelsTheTextAndTheFile()
    {
        string path = Path.GetTempFileName();
        await File.WriteAllLinesAsync(path, ["a fine film", "a dull film"], TestContext.Current.CancellationToken);
        using var output = new StringWriter();

        await ShowAsync(service.Http, path, output);

        File.Delete(path);
        string[] lines = output.ToString().Split(output.NewLine);
        Assert.StartsWith("positive 0.", lines[0], StringComparison.Ordinal);
        Assert.Equal(["positive", "negative", ""], lines[1..]);
    }

    [Fact]
    public async Task OperationExample_Run_LeavesTheNewVersionActive()
    {
        using var models = new VersionedModels("1");
        await using var changing = new Service(
            new ServiceFactory(null, ("Models:Directory", models.Folder), ("Models:WatchInterval", "00:00:00")));
        models.Add("3");

        await RollForwardAsync(ClientServices.Of(changing), VersionedModels.Name, "3", () => Task.FromResult(true));

        Assert.Equal(
            "3",
            (await ClientServices.Of(changing).Models.GetTrafficAsync(VersionedModels.Name, TestContext.Current.CancellationToken)).Active);
    }

    [Fact]
    public async Task TrainingExample_ProgramThatMakesNothing_SaysSo()
    {
        await using var training = new TrainingService();
        using var output = new StringWriter();

        await TrainAsync(
            ClientServices.Of(training.Service), "text\n"u8.ToArray(), new SynchronousProgress<TrainingStatus>(_ => { }), output);

        Assert.StartsWith("The training program ended without a package", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("// The example")]
    [InlineData("// The operations")]
    [InlineData("// The training")]
    public async Task Example_OfTheDocument_IsThisCode(string beginning)
    {
        var cancel = TestContext.Current.CancellationToken;
        string[] source = await File.ReadAllLinesAsync(Path.Combine(Repository.Folder, Source), cancel);
        string document = await File.ReadAllTextAsync(Path.Combine(Repository.Folder, "docs", "client.md"), cancel);

        int start = Array.FindIndex(source, line => line.Trim() == beginning) + 1;
        string[] example =
        [
            .. source[start..].TakeWhile(
                line => !line.Contains("// Its end", StringComparison.Ordinal)).Select(line => line.Length > 8 ? line[8..] : ""),
        ];

        Assert.Contains(string.Join('\n', example), document, StringComparison.Ordinal);
    }

    private static async Task ShowAsync(HttpClient http, string path, TextWriter output)
    {
        // The example
        var client = new TextClassifyClient(http, new TextClassifyClientOptions { HedgeAfter = TimeSpan.FromMilliseconds(500) });
        var answer = await client.ClassifyAsync(new ClassifyRequest { Inputs = ["a fine film"], Evidence = true });
        output.WriteLine($"{answer.Results[0].Label} {answer.Results[0].Score}");

        // Any number of texts: in batches, in order, and no more read than is asked for.
        var progress = new SynchronousProgress<StreamProgress>(
            step => Console.Error.WriteLine($"{step.Answered} texts, {step.Failed} failed"));
        await foreach (var result in client.ClassifyAsync(
            File.ReadLinesAsync(path).Select(line => new TextInput(line)), progress: progress))
        {
            output.WriteLine(result.Label ?? result.Error!.Detail);
        }

        // Its end
    }

    private static async Task TrainAsync(
        TextClassifyClient client, byte[] rows, IProgress<TrainingStatus> progress, TextWriter output)
    {
        // The training
        var training = await client.Trainings.StartAsync(rows, new TrainingChoices("tickets") { Text = "body", Label = "team" });
        var ended = await client.Trainings.EndAsync(training.Id, progress);
        output.WriteLine(ended.Model is { } model ? $"{model.Name}/{model.Version}: {ended.Accuracy:P1}" : ended.Error);

        // Its end
    }

    private static async Task RollForwardAsync(TextClassifyClient client, string name, string version, Func<Task<bool>> looksGoodAsync)
    {
        // The operations
        await client.Models.LoadAsync(name, version);
        await client.Models.SetTrafficAsync(name, new TrafficRequest { Canary = new CanaryShare(version, 0.05) });
        if (await looksGoodAsync())
        {
            await client.Models.ActivateAsync(name, version); // RollBackAsync is the way back
        }

        // Its end
    }
}
