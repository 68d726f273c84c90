using TextClassify.Text;
using TextClassify.Training.Classifier;
using TextClassify.Training.Data;
using TextClassify.Training.Nets;
using TextClassify.Training.Onnx;
using TextClassify.Training.Tests.Onnx;

namespace TextClassify.Training.Tests.Classifier;

/// <summary>A model of random weights over a vocabulary of a few words, as a finished run.</summary>
internal static class TinyModel
{
    private static readonly string[] Words =
    [
        "good", "bad", "a", "film", "is", "the", "not", "very", "plot", "cast", "slow", "fine", "dull", "warm", "and", "but", "so", "it",
        "was", "who", ".",
    ];

    public static TrainedModel Create(
        int seed, CellKind cell = CellKind.Lstm, TensorKind tensor = TensorKind.LowRank, bool linear = false, bool inBytes = false)
    {
        var net = Shapes.Net(cell, tensor);
        return new TrainedModel
        {
            Options = Options(net, seed, inBytes),
            Vocabulary = new Vocabulary([Vocabulary.Pad, Vocabulary.Unknown, .. Words]),
            Weights = EmbeddingTable.Round(linear ? RandomWeights.CreateLinear(net, seed) : RandomWeights.Create(net, seed), inBytes),
            Dev = Rows(seed: 5, count: 40),
        };
    }

    private static ClassifierOptions Options(CrnnOptions net, int seed, bool inBytes) => new()
    {
        Recipe = new Recipe
        {
            Name = "tiny",
            Description = "Random weights for a test.",
            Source = "Made up.",
            Train = ["rows.csv"],
            Dev = "rows.csv",
            MaxTokens = 12,
            ByteTable = inBytes,
            Net = net,
        },
        RecipeName = "tiny.json",
        Labels = ["negative", "neutral", "positive"],
        Seed = seed,
        Threads = 1,
        Commit = "unknown",
        TrainRows = 40,
        DevRows = 40,
        BadRows = 0,
        VocabularyRows = Words.Length + 2,
        VectorRows = 0,
    };

    private static LabelledText[] Rows(int seed, int count)
    {
        var random = new Random(seed);
        string[] labels = ["negative", "neutral", "positive"];
        return [.. Enumerable.Range(0, count).Select(i =>
            new LabelledText(string.Join(' ', random.GetItems(Words, random.Next(1, 11))), labels[i % 3]))];
    }
}
