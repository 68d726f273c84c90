using TextClassify.Text;
using TextClassify.Training.Aspect;
using TextClassify.Training.Nets;
using TextClassify.Training.Packaging;
using TextClassify.Training.Runs;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Aspect;

/// <summary>A finished run of an aspect model of random weights and the data file it names, in a folder of its own.</summary>
internal sealed class TinyAspectRun : IDisposable
{
    private static readonly string[] Words =
    [
        "good", "bad", "a", "pizza", "is", "the", "not", "very", "waiter", "screen", "slow", "fine", "stale", "warm", "and", "but", "so",
        "it", "was", "who", ".",
    ];

    public TinyAspectRun(int seed = 1)
    {
        Root = Directory.CreateTempSubdirectory("textclassify-aspect-").FullName;
        File.WriteAllLines(Path.Combine(Root, "rows.jsonl"), Rows());
        Run = Write("run", seed);
    }

    public string Root { get; }

    public RunFolder Run { get; }

    public PublishRequest Request => new() { Run = Run, DataFolder = Root, OutFolder = Path.Combine(Root, "models") };

    /// <summary>Another run over the same data.</summary>
    public RunFolder Write(string name, int seed, Func<AspectRecipe, AspectRecipe>? change = null)
    {
        var recipe = new AspectRecipe
        {
            Name = "tiny-aspect",
            Description = "Random weights for a test.",
            Source = "Made up.",
            Domains = [new AspectDomain("meals", "rows.jsonl", "rows.jsonl"), new AspectDomain("goods", "rows.jsonl", "rows.jsonl")],
            MaxTokens = 12,
            Net = new AspectNetOptions
            {
                EmbeddingWidth = 8,
                StateWidth = 6,
                WordWidth = 5,
                TensorRank = 3,
                AttentionWidth = 4,
                MaxDistance = 4,
                Zones = new() { Count = 3, Width = 4, Composed = 3, FeedForwardWidth = 5 },
            },
        };
        recipe = change?.Invoke(recipe) ?? recipe;
        var vocabulary = new Vocabulary([Vocabulary.Pad, Vocabulary.Unknown, .. Words]);
        using var scope = NewDisposeScope();
        using var generator = new Generator(1, CPU);
        using var net = new AspectNet(recipe.Net, AspectRecipe.Labels.Count, generator);

        // .NET's own numbers, which are the same on every processor.
        var random = new Random(seed);
        foreach (var (_, weight) in net.Weights)
        {
            var values = Crnn.Values(weight);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = (random.NextSingle() - 0.5f) * 1.6f;
            }
        }

        var words = new WordTable(
            recipe.Net.EmbeddingWidth,
            [.. Enumerable.Range(0, vocabulary.Count * recipe.Net.EmbeddingWidth).Select(_ => (random.NextSingle() - 0.5f) * 3)]);
        words.RoundToTable(recipe.ByteTable);
        var dev = AspectData.Read(recipe, Root, CancellationToken.None).Dev;
        var encoder = new TextEncoder(vocabulary, recipe.MaxTokens);
        var reports = dev.Select((texts, domain) => AspectPredictor.Score(
            net, words, recipe.Domains[domain].Name, EncodedAspects.Encode(texts, encoder), CancellationToken.None));
        var run = new RunFolder(Path.Combine(Root, name));
        run.Start(new AspectOptions(recipe, "tiny-aspect.json", null, seed, 1, 20, 40, 20, 0, "unknown"), vocabulary.Write);
        run.Finish(net.ToWeightTable(words), new AspectReport(1, [.. reports], net.WeightCount));
        return run;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static IEnumerable<string> Rows()
    {
        var random = new Random(5);
        string[] labels = ["negative", "neutral", "positive"];
        for (int i = 0; i < 24; i++)
        {
            string text = string.Join(' ', random.GetItems(Words, random.Next(3, 11)));
            int first = text.IndexOf(' ', StringComparison.Ordinal), last = text.LastIndexOf(' ') + 1;
            yield return Row(text, 0, first, labels[i % 3]);
            yield return Row(text, last, text.Length, labels[(i + 1) % 3]);
        }
    }

    private static string Row(string text, int start, int end, string label) =>
        $$"""{"text": "{{text}}", "aspect": {"start": {{start}}, "end": {{end}}}, "label": "{{label}}"}""";
}
