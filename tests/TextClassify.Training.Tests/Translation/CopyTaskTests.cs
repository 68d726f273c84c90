using TextClassify.Training.Loops;
using TextClassify.Training.Runs;
using TextClassify.Training.Tests.Data;
using TextClassify.Training.Translation;

namespace TextClassify.Training.Tests.Translation;

public sealed class CopyTaskTests
{
    /// <summary>
    /// Words of two to five of six letters, those measured on not among those trained on. It takes some 1,800 of them: with 500 the net
    /// loses its place in words with a letter twice in a row (docs/levenshtein.md).
    /// </summary>
    [Fact]
    public void Train_PairsOfATextAndItself_CopiesEveryTextItNeverSaw()
    {
        using var folder = new TemporaryFolder();
        var recipe = new TranslatorRecipe
        {
            Name = "copy",
            Description = "Copies.",
            Source = "Made up.",
            Train = "none",
            MinCount = 1,
            MaxSymbols = 6,
            Net = new() { EmbeddingWidth = 16, StateWidth = 24, WriterWidth = 32 },
            Training = new() { Updates = 600, BatchSize = 32, LearningRate = 0.01, EvaluateEvery = 600, Dropout = 0 },
        };
        var random = new Random(7);
        string[] texts =
        [
            .. Enumerable.Range(0, 6_000).Select(_ => new string(random.GetItems<char>("abcdef", random.Next(2, 6)))).Distinct(),
        ];
        var pairs = texts.Select(text => new TextPair(text, text)).ToArray();
        var data = new PairData([.. pairs.Skip(50).Select(pair => (IReadOnlyList<TextPair>)[pair])], [.. pairs.Take(50)], LeftOut: 0);

        var report = TrainingRun.Execute(
            new PreparedTranslator(recipe, data, new RunSource("copy", Vectors: null, Seed: 1, Threads: 1)),
            new RunFolder(Path.Combine(folder.Root, "run")),
            new TrainingWatch<TranslatorLine>(),
            TimeProvider.System,
            TestContext.Current.CancellationToken);

        Assert.Equal(1, report.Exact);
    }
}
