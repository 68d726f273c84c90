using TextClassify.Training.Classifier;
using TextClassify.Training.Data;

namespace TextClassify.Training.Tests.Data;

/// <summary>The sets of the recipes, against the counts their publishers give; skipped where they are not.</summary>
public sealed class PublicDataTests
{
    [Theory]
    [InlineData("sst2/train.jsonl.gz", "negative 3310, positive 3610")]
    [InlineData("sst2/phrases.jsonl.gz", "negative 34702, positive 42259")]
    [InlineData("sst2/dev.jsonl.gz", "negative 428, positive 444")]
    [InlineData("trec/train.jsonl.gz", "ABBR 86, DESC 1162, ENTY 1250, HUM 1223, LOC 835, NUM 896")]
    [InlineData("ag_news/train.jsonl.gz", "Business 4794, Sci/Tech 4868, Sports 4785, World 4836")]
    public void Read_PublicSet_HasEveryRow(string file, string counts)
    {
        var data = DataFile.Read(Path.Combine(Folder(), file), "text", "label", TestContext.Current.CancellationToken);

        Assert.Empty(data.BadRows);
        Assert.Equal(counts, Counts(data.Rows));
    }

    [Theory]
    [InlineData("sst2.json", 83_881, 872)]
    [InlineData("trec.json", 4_906, 546)]
    [InlineData("ag_news.json", 17_354, 1_929)]
    // Where rows are set aside: a tenth of each label above, rounded.
    public void Read_ShippedRecipe_SharesNoTextWithItsDevelopmentRows(string recipe, int train, int dev)
    {
        string recipes = Path.Combine(DataFolder.SolutionFolder(AppContext.BaseDirectory)!, "recipes");

        var data = RecipeData.Read(RecipeRules.File.Load(Path.Combine(recipes, recipe)), Folder(), TestContext.Current.CancellationToken);

        Assert.Empty(data.Dev.Select(row => row.Text).Intersect(data.Train.Select(row => row.Text)));
        Assert.Equal((train, dev), (data.Train.Count, data.Dev.Count));
    }

    private static string Folder()
    {
        try
        {
            return DataFolder.Resolve(option: null);
        }
        catch (DataException exception)
        {
            Assert.Skip(exception.Message);
            throw;
        }
    }

    private static string Counts(IReadOnlyList<LabelledText> rows) =>
        string.Join(", ", rows.CountBy(row => row.Label)
            .OrderBy(count => count.Key, StringComparer.Ordinal)
            .Select(count => $"{count.Key} {count.Value}"));
}
