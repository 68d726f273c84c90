using System.CommandLine;
using TextClassify.Forward;
using TextClassify.Text;
using TextClassify.Training.Classifier;
using TextClassify.Training.Classifier.Verb;
using TextClassify.Training.Continuation;
using TextClassify.Training.Data;
using TextClassify.Training.Evaluation;
using TextClassify.Training.Nets;
using TextClassify.Training.Packaging;
using TextClassify.Training.Tests.Data;

namespace TextClassify.Training.Tests.Continuation;

/// <summary>A label added to a trained model.</summary>
public sealed class GoOnTests : IDisposable
{
    private static readonly string[] Fill = ["please", "the", "my", "about", "see", "is", "it", "this"];

    private static readonly Dictionary<string, string[]> Signs = new()
    {
        ["billing"] = ["invoice", "price", "refund"],
        ["shipping"] = ["parcel", "courier", "late"],
        ["login"] = ["password", "account", "locked"],
    };

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string First => Path.Combine(_folder.Root, "models", "tickets", "1");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Train_From_LearnsTheNewLabelAndKeepsTheOld()
    {
        await TrainFirst();
        string rows = Write("new.csv", Rows(["login"], 40, seed: 5), Rows(["billing", "shipping"], 20, seed: 6));

        Assert.Equal(0, await Train("--csv", rows, "--from", First, "--out", Path.Combine(_folder.Root, "second")));

        string second = Path.Combine(_folder.Root, "models", "tickets", "2");
        var later = Rows(["billing", "login", "shipping"], 90, seed: 7);
        var (before, after) = (await Right(First, later), await Right(second, later));
        Assert.True(after["login"] >= 0.9, $"login: {after["login"]}");
        foreach (string old in new[] { "billing", "shipping" })
        {
            Assert.True(before[old] >= 0.9, $"{old} before: {before[old]}");
            Assert.True(after[old] >= before[old] - 0.1, $"{old}: {before[old]} before, {after[old]} after");
        }

        Assert.Contains("It goes on from tickets/1, sha256 ", await Read(second, "card.md"), StringComparison.Ordinal);
        Assert.Contains("\"folds_accuracy_mean\"", await Read(First, "model.json"), StringComparison.Ordinal);
        Assert.Contains("## Figures on parts of all rows", await Read(First, "card.md"), StringComparison.Ordinal);

        await StartsWhereThePackageStands(rows);
    }

    [Fact]
    public async Task Train_FromRowsOfNewLabelsAlone_IsRefused()
    {
        await TrainFirst("--folds", "0");
        string rows = Write("new.csv", Rows(["login", "other"], 40, seed: 5));

        var exception = await Assert.ThrowsAsync<DataException>(
            () => Train("--csv", rows, "--from", First, "--out", Path.Combine(_folder.Root, "second")));

        Assert.Equal(
            "No row has a label that tickets knows ('billing', 'shipping'); from rows of new labels alone it would learn to say nothing "
                + "else. Add some rows of the old labels, or train without --from.",
            exception.Message);
    }

    [Fact]
    public async Task Train_FromRowsThatLackAnOldLabel_KeepsItAmongTheLabels()
    {
        await TrainFirst("--folds", "0");
        string rows = Write("new.csv", Rows(["login", "billing"], 60, seed: 5));

        Assert.Equal(0, await Train("--csv", rows, "--from", First, "--out", Path.Combine(_folder.Root, "second"), "--quick"));

        using var package = await OpenPackage.LoadAsync(Path.Combine(_folder.Root, "models", "tickets", "2"), Cancel);
        Assert.Equal(["billing", "login", "shipping"], package.Model.Labels);
    }

    /// <summary>Before its first step the grown net says of old labels what the package says.</summary>
    private async Task StartsWhereThePackageStands(string file)
    {
        var package = await StartingPackage.ReadAsync(First, new CrnnOptions(), Cancel);
        string[] labels = ["billing", "login", "shipping"];
        var grown = new GrownStart(package, labels);
        var rows = DataFile.Read(file, "text", "label", Cancel).Rows;
        var words = grown.Words(rows.Select(row => row.Text), minCount: 1);
        using var net = new Crnn(new CrnnOptions(), labels.Length);
        grown.Fill(net);
        var table = grown.Table(words, vectors: null, new Random(1));
        using var served = await OpenPackage.LoadAsync(First, Cancel);
        string text = "my parcel is late";
        var split = EncodedSplit.Encode([new LabelledText(text, "billing")], labels, new TextEncoder(words, 64));

        float[] logits = Predictor.Score(net, table, split, Cancel).Logits;

        var ids = served.Model.Encoder.Encode(text).Ids;
        float[] expected = (await served.Model.Forward.RunAsync([ids], ForwardOutputs.Logits, Cancel)).Results[0].Logits;
        Assert.Equal(expected[0], logits[0], 1e-3);
        Assert.Equal(expected[1], logits[2], 1e-3);
    }

    private static Task<string> Read(string folder, string file) => File.ReadAllTextAsync(Path.Combine(folder, file), Cancel);

    private async Task TrainFirst(params string[] more)
    {
        string rows = Write("rows.csv", Rows(["billing", "shipping"], 120, seed: 1));
        Assert.Equal(0, await Train(
            ["--csv", rows, "--name", "tickets", "--base", "none", "--out", Path.Combine(_folder.Root, "first"),
                "--publish", Path.Combine(_folder.Root, "models"), "--epochs", "8", .. more]));
    }

    private static async Task<Dictionary<string, double>> Right(string folder, LabelledText[] rows)
    {
        using var package = await OpenPackage.LoadAsync(folder, Cancel);
        var model = package.Model;
        var right = new Dictionary<string, double>();
        foreach (var group in rows.GroupBy(row => row.Label))
        {
            int hits = 0;
            foreach (var row in group)
            {
                float[] logits = (await model.Forward.RunAsync(
                    [model.Encoder.Encode(row.Text).Ids], ForwardOutputs.Logits, Cancel)).Results[0].Logits;
                hits += model.Labels[Array.IndexOf(logits, logits.Max())] == row.Label ? 1 : 0;
            }

            right[group.Key] = (double)hits / group.Count();
        }

        return right;
    }

    private string Write(string name, params LabelledText[][] rows) => _folder.Write(
        name, "text,label\n" + string.Concat(rows.SelectMany(part => part).Select(row => $"{row.Text},{row.Label}\n")));

    private static LabelledText[] Rows(string[] labels, int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            string label = labels[i % labels.Length];
            string[] words = [.. random.GetItems(Fill, 4), random.GetItems(Signs.GetValueOrDefault(label, ["else"]), 1)[0]];
            random.Shuffle(words);
            return new LabelledText($"{string.Join(' ', words)} {seed}{i}", label);
        })];
    }

    private static Task<int> Train(params string[] arguments) => new RootCommand { new ClassifierKind().Train() }
        .Parse(["train", "--no-maps", .. arguments])
        .InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, Cancel);
}
