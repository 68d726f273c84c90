using Google.Protobuf;
using TextClassify.Models;
using TextClassify.Training.Classifier;
using TextClassify.Training.Native;
using TextClassify.Training.Nets;
using TextClassify.Training.Onnx;
using TextClassify.Training.Onnx.Backward;

namespace TextClassify.Benchmarks.Forward;

/// <summary>
/// A net of a recipe's shape with weights by seed, as both runtimes read it: time does not depend on what was learned, and so the
/// comparison needs no trained model.
/// </summary>
internal sealed class SampleNet : IDisposable
{
    public const int Vocabulary = 20_000;
    public const int Classes = 2;

    private SampleNet(string folder) => Folder = folder;

    /// <summary>Holds the forward and backward graphs, their table, and the weights for Torch.</summary>
    public string Folder { get; }

    public static string GraphIn(string folder) => Path.Combine(folder, ModelManifest.ForwardFile);

    public static string WeightsIn(string folder) => Path.Combine(folder, "weights.bin");

    public static SampleNet Create(CrnnOptions options)
    {
        TorchLoader.Load();
        TorchSharp.torch.manual_seed(1);
        var random = new Random(1);
        float[] table = new float[Vocabulary * options.EmbeddingWidth];
        for (int i = 0; i < table.Length; i++)
        {
            table[i] = random.NextSingle() - 0.5f;
        }

        var words = new WordTable(options.EmbeddingWidth, table);
        words.RoundToTable(inBytes: false);
        using var net = new Crnn(options, Classes);
        var weights = net.ToWeightTable(words);

        var sample = new SampleNet(Directory.CreateTempSubdirectory("textclassify-bench-").FullName);
        using var embedding = File.Create(Path.Combine(sample.Folder, ModelManifest.EmbeddingFile));
        EmbeddingTable.Write(weights, embedding);
        using var graph = File.Create(GraphIn(sample.Folder));
        CrnnGraph.Build(options, weights).WriteTo(graph);
        using var explain = File.Create(Path.Combine(sample.Folder, ModelManifest.ExplainFile));
        CrnnBackwardGraph.Build(options, weights).WriteTo(explain);
        using var file = File.Create(WeightsIn(sample.Folder));
        WeightFile.Write(weights, file);

        return sample;
    }

    /// <summary>Rows of equal length: no padding, so that tokens a second mean the same on both sides.</summary>
    public static ReadOnlyMemory<int>[] Rows(int batch, int length)
    {
        var random = new Random((batch * 1_000) + length);

        return [.. Enumerable.Range(0, batch).Select(_ =>
        {
            int[] ids = new int[length];
            for (int i = 0; i < ids.Length; i++)
            {
                ids[i] = random.Next(2, Vocabulary);
            }

            return (ReadOnlyMemory<int>)ids;
        })];
    }

    public static CrnnOptions OptionsOf(string recipe) => RecipeRules.File.Load(recipe).Net;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
