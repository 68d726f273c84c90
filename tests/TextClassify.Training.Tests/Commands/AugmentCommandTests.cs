using System.CommandLine;
using TextClassify.Training.Commands;
using TextClassify.Training.Data;

namespace TextClassify.Training.Tests.Commands;

public sealed class AugmentCommandTests : IDisposable
{
    private const string Pairs = "reactants,product\nO=C(O)c1ccccc1O.CC(=O)Cl,CC(=O)Oc1ccccc1C(=O)O\nCC(,CC\nCCO.CC(=O)O,CCOC(C)=O\n";

    private static readonly string[] Good = ["a fine film with a fine cast", "what a lovely film it was", "the cast was a delight to see"];
    private static readonly string[] Bad = ["a dull film with a dull plot", "what a dreary film it was", "the plot was not a joy"];

    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-augment-").FullName;

    [Fact]
    public async Task Pairs_SameSeed_WritesTheSameBytesWithParentAndSimilarity()
    {
        string file = Write("pairs.csv", Pairs);

        await RunAsync("--pairs", file, "--copies", "3", "--pool", "9", "--out", At("one.csv"));
        await RunAsync("--pairs", file, "--copies", "3", "--pool", "9", "--out", At("two.csv"));
        await RunAsync("--pairs", file, "--copies", "3", "--pool", "9", "--seed", "2", "--out", At("three.csv"));

        Assert.Equal(File.ReadAllBytes(At("one.csv")), File.ReadAllBytes(At("two.csv")));
        Assert.NotEqual(File.ReadAllBytes(At("one.csv")), File.ReadAllBytes(At("three.csv")));
        string[] lines = File.ReadAllLines(At("one.csv"));
        Assert.Equal("source,target,parent,similarity", lines[0]);

        // The third line is no SMILES and is left out.
        Assert.Equal(["2", "2", "2", "4", "4", "4"], lines.Skip(1).Select(line => line.Split(',')[2]));
        Assert.All(lines.Skip(1), line => Assert.InRange(double.Parse(line.Split(',')[3], Invariant), 0.1, 1));
    }

    [Fact]
    public async Task Texts_FewRows_GivesEditedOnesBesideThemAndKeepsWhatTurnsALabel()
    {
        var rows = Good.Select(text => $"{text},good").Concat(Bad.Select(text => $"{text},bad"));
        string file = Write("few.csv", string.Join('\n', ["text,label", .. rows]));

        await RunAsync("--data", file, "--copies", "4", "--base", "none", "--out", At("more.csv"));
        await RunAsync("--data", file, "--copies", "4", "--base", "none", "--out", At("again.csv"));

        Assert.Equal(File.ReadAllBytes(At("more.csv")), File.ReadAllBytes(At("again.csv")));
        var written = DataFile.Read(At("more.csv"), "text", "label", TestContext.Current.CancellationToken).Rows;
        Assert.Equal(Good.Concat(Bad), written.Take(6).Select(row => row.Text));
        Assert.Equal(6 + (6 * 4), written.Count);
        string[][] cells = [.. File.ReadAllLines(At("more.csv")).Skip(7).Select(line => line.Split(','))];
        Assert.All(cells, row => Assert.InRange(double.Parse(row[4], Invariant), 0.5, 0.95));
        Assert.All(cells, row => Assert.NotEmpty(row[3]));

        // The label of a row is its parent's.
        Assert.All(cells, row => Assert.Equal(int.Parse(row[2], Invariant) <= 4 ? "good" : "bad", row[1]));
        Assert.All(cells.Where(row => row[2] == "7"), row => Assert.Contains(" not ", $" {row[0]} ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("test.csv", "text,label\na b,x\n", "called test")]
    [InlineData("rows.csv", "text,label,split\na b,x,train\nc d,y,Dev\n", "marked dev")]
    public async Task Texts_RowsToMeasureOn_AreRefused(string name, string content, string message)
    {
        string file = Write(name, content);
        string[] split = content.Contains("split", StringComparison.Ordinal) ? ["--split", "split"] : [];

        var refused = await Assert.ThrowsAsync<DataException>(() => RunAsync(["--data", file, .. split, "--out", At("more.csv")]));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(At("more.csv")));
    }

    [Fact]
    public async Task Pairs_NoSmilesAtAll_IsRefusedAndLeavesNothing()
    {
        string file = Write("pairs.csv", "reactants,product\nhello,world\n");

        var refused = await Assert.ThrowsAsync<DataException>(() => RunAsync("--pairs", file, "--out", At("more.csv")));

        Assert.Contains("no pair of SMILES", refused.Message, StringComparison.Ordinal);
        Assert.Equal([file], Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("--pairs", "levenshtein", "preprint, joint, random, least, canonical")]
    [InlineData("--data", "joint", "levenshtein, random, self")]
    public async Task Choose_NotThere_SaysWhatIs(string option, string choice, string message)
    {
        var refused = await Assert.ThrowsAsync<DataException>(
            () => RunAsync(option, Write("rows.csv", Pairs), "--choose", choice, "--out", At("more.csv")));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--pairs", "a.csv", "--data", "b.csv", "--out", "x.csv")]
    [InlineData("--data", "b.csv")]
    [InlineData("--data", "b.csv", "--out", "x.csv", "--try")]
    public void Parse_NeitherOrBoth_IsRefused(params string[] arguments)
    {
        var root = new RootCommand { AugmentCommand.Create() };

        Assert.Contains(
            root.Parse(["augment", .. arguments]).Errors,
            error => error.Message.Contains("one of them", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static System.Globalization.CultureInfo Invariant => System.Globalization.CultureInfo.InvariantCulture;

    private static async Task RunAsync(params string[] arguments)
    {
        var parsed = new RootCommand { AugmentCommand.Create() }.Parse(["augment", .. arguments]);
        Assert.Empty(parsed.Errors);
        var settings = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
        Assert.Equal(0, await parsed.InvokeAsync(settings, TestContext.Current.CancellationToken));
    }

    private string At(string name) => Path.Combine(_folder, name);

    private string Write(string name, string content)
    {
        File.WriteAllText(At(name), content);
        return At(name);
    }
}
