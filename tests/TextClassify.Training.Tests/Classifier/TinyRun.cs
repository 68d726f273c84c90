using TextClassify.Training.Classifier;
using TextClassify.Training.Nets;
using TextClassify.Training.Onnx;
using TextClassify.Training.Packaging;
using TextClassify.Training.Runs;

namespace TextClassify.Training.Tests.Classifier;

/// <summary>A finished run folder of a <see cref="TinyModel"/> and the data file it names, in a folder of its own.</summary>
internal sealed class TinyRun : IDisposable
{
    public TinyRun(
        int seed = 1, CellKind cell = CellKind.Lstm, TensorKind tensor = TensorKind.LowRank, bool linear = false, bool inBytes = false)
    {
        Root = Directory.CreateTempSubdirectory("textclassify-run-").FullName;
        Model = TinyModel.Create(seed, cell, tensor, linear, inBytes);
        Run = Write(Model, "run");
    }

    public string Root { get; }

    public TrainedModel Model { get; }

    public RunFolder Run { get; }

    public PublishRequest Request => new() { Run = Run, DataFolder = Root, OutFolder = Path.Combine(Root, "models") };

    /// <summary>Another run over the same data.</summary>
    public RunFolder Write(TrainedModel model, string name)
    {
        File.WriteAllLines(Path.Combine(Root, "rows.csv"), ["text,label", .. model.Dev.Select(row => $"{row.Text},{row.Label}")]);
        var run = new RunFolder(Directory.CreateDirectory(Path.Combine(Root, name)).FullName);
        using var net = new Crnn(model.Recipe.Net, model.Labels.Count);
        net.Load(model.Weights);
        var table = LinearTerm.Table(model.Weights);
        var words = new WordTable(table.Shape[1], table.Values);
        var split = Predictor.Score(net, words, model.EncodeDev(), CancellationToken.None);
        run.Start(model.Options, model.Vocabulary.Write);
        run.Finish(
            new(model.Weights.All.Where(weight => weight.Name != EmbeddingTable.Scales)),
            new DevReport(1, 0, 0, 0, split.Labels, [.. split.Logits.Chunk(split.Classes)]));
        return run;
    }

    public static Task<PublishedPackage> PublishAsync(PublishRequest request) => Publisher.PublishAsync(
        new ClassifierPublication(request, CancellationToken.None), request, TimeProvider.System, TestContext.Current.CancellationToken);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
