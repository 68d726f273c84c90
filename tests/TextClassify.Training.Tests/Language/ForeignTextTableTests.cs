using TextClassify.Training.Data;
using TextClassify.Training.Language;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Tests.Language;

/// <summary>The model of six sentences about a cat and a dog: everything else is foreign to it.</summary>
public sealed class ForeignTextTableTests
{
    private static readonly string[] Texts = ["the cat sat on the mat.", "the dog sat on the log and the cat sat on the log."];

    [Fact]
    public async Task Measure_TextsOfItsKind_AreToldFromAllOthers()
    {
        string folder = Path.Combine(
            DataFolder.SolutionFolder(AppContext.BaseDirectory)!, "tests", "fixtures", "language-models", "rhyme", "1");
        using var package = await OpenPackage.LoadLanguageAsync(folder, TestContext.Current.CancellationToken);

        var rows = await ForeignTextTable.MeasureAsync(package.Model, Texts, TestContext.Current.CancellationToken);

        Assert.Equal(["development texts", "characters shuffled", "other alphabets", "base64", "all three"], rows.Select(row => row.Name));
        Assert.InRange(rows[0].Bits, 0, 1);
        Assert.Null(rows[0].BitsAuroc);
        Assert.All(rows.Skip(1), row => Assert.Equal((1, 1), (row.BitsAuroc, row.PercentileAuroc)));
        Assert.All(rows.Skip(1), row => Assert.True(row.Bits > 3 * rows[0].Bits));
    }

    [Fact]
    public async Task LoadLanguage_AClassifiersPackage_IsRefused()
    {
        string folder = Path.Combine(DataFolder.SolutionFolder(AppContext.BaseDirectory)!, "tests", "fixtures", "models", "tiny", "1");

        var refusal = await Assert.ThrowsAsync<DataException>(
            () => OpenPackage.LoadLanguageAsync(folder, TestContext.Current.CancellationToken));

        Assert.Contains("is not a language model's", refusal.Message, StringComparison.Ordinal);
    }
}
