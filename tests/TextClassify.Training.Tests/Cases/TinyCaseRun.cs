using System.Text.Json;
using TextClassify.Text;
using TextClassify.Training.Cases;
using TextClassify.Training.Nets;
using TextClassify.Training.Nets.Communicating;
using TextClassify.Training.Packaging;
using TextClassify.Training.Runs;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Cases;

/// <summary>A finished run of nodes of random weights and the posts it names, in a folder of its own.</summary>
internal sealed class TinyCaseRun : IDisposable
{
    private static readonly string[] Words =
    [
        "good", "bad", "a", "pizza", "is", "the", "not", "very", "waiter", "screen", "slow", "fine", "stale", "warm", "and", "but", "so",
        "it", "was", "who", ".",
    ];

    private static readonly string[] Labels = ["food", "goods", "talk"];

    public TinyCaseRun(AggregationKind aggregation = AggregationKind.Mean)
    {
        Root = Directory.CreateTempSubdirectory("textclassify-cases-").FullName;
        File.WriteAllLines(Path.Combine(Root, "posts.jsonl"), Rows());
        Run = Write(aggregation);
    }

    public string Root { get; }

    public RunFolder Run { get; }

    public PublishRequest Request => new() { Run = Run, DataFolder = Root, OutFolder = Path.Combine(Root, "models") };

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private RunFolder Write(AggregationKind aggregation)
    {
        var recipe = new CaseRecipe
        {
            Name = "tiny-sources",
            Description = "Random weights for a test.",
            Source = "Made up.",
            Train = "posts.jsonl",
            Sources = [new CaseSource("subject", 4), new CaseSource("own", 10), new CaseSource("quoted", 6)],
            TextSource = "own",
            DevShare = 0.5,
            Net = new CaseNetOptions
            {
                EmbeddingWidth = 6,
                StateWidth = 4,
                RoleWidth = 2,
                MessageWidth = 3,
                WordWidth = 5,
                Aspects = 2,
                Rounds = 2,
                Aggregation = aggregation,
            },
        };
        var vocabulary = new Vocabulary([Vocabulary.Pad, Vocabulary.Unknown, .. Words]);
        using var scope = NewDisposeScope();
        using var generator = new Generator(1, CPU);
        using var net = new CaseNet(recipe.Net, recipe.Sources.Count, Labels.Length, generator);

        // .NET's own numbers, which are the same on every processor.
        var random = new Random(1);
        foreach (var (_, weight) in net.Weights)
        {
            var values = Crnn.Values(weight);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = (random.NextSingle() - 0.5f) * 2;
            }
        }

        float[] table = new float[vocabulary.Count * recipe.Net.EmbeddingWidth];
        for (int i = recipe.Net.EmbeddingWidth; i < table.Length; i++)
        {
            table[i] = (random.NextSingle() - 0.5f) * 3;
        }

        var words = new WordTable(recipe.Net.EmbeddingWidth, table);
        words.RoundToTable(inBytes: false);
        var data = CaseData.Read(recipe, Root, CancellationToken.None);
        var dev = EncodedCase.Encode(data.Dev, data.Labels, vocabulary, recipe.Sources);
        var (logits, messages) = CasePredictor.Merged(net, words, dev, CancellationToken.None);
        var figures = CasePredictor.Measure(net, words, dev, CancellationToken.None);
        var run = new RunFolder(Path.Combine(Root, "run"));
        run.Start(
            new CaseOptions(recipe, "tiny-sources.json", data.Labels.Names, null, 1, 1, data.Train.Count, dev.Count, 0, "unknown"),
            vocabulary.Write);
        run.Finish(
            net.ToWeightTable(words),
            new CaseReport(1, figures, messages / dev.Count, net.WeightCount, [.. dev.Select(one => one.Label)], logits));
        return run;
    }

    private static IEnumerable<string> Rows()
    {
        var random = new Random(5);
        for (int i = 0; i < 48; i++)
        {
            string quoted = i % 3 == 0 ? "" : $"In article <{i}@x> someone writes:\n> {Text(8)}\n>{Text(2)}\n";
            string subject = i % 5 == 0 ? "" : Text(5);
            string post = $"From: nobody{i}\nSubject: {subject}\nOrganization: none\n\n{quoted}{Text(12)}\n--\nnobody{i}";
            yield return JsonSerializer.Serialize(new { text = post, label = Labels[i % Labels.Length] });
        }

        string Text(int most) => string.Join(' ', random.GetItems(Words, random.Next(1, most + 1)));
    }
}
