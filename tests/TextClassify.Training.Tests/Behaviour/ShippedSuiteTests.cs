using TextClassify.Training.Behaviour;
using TextClassify.Training.Data;

namespace TextClassify.Training.Tests.Behaviour;

public sealed class ShippedSuiteTests
{
    private static readonly string Folder = SuiteFolder.Of(AppContext.BaseDirectory);

    [Fact]
    public void Load_SuitesThatJudge_MakeTheirCases()
    {
        var suites = SuiteFolder.Judges(AppContext.BaseDirectory);

        Assert.NotEmpty(suites);
        var counts = suites.SelectMany(suite => suite.Tests, (suite, test) => Expansion.Of(suite, test).Count);
        Assert.All(counts, count => Assert.True(count >= 6));
    }

    /// <summary>What is trained on and what judges share no text, no template and no word that fills one.</summary>
    [Fact]
    public void Load_SuitesThatAreTrainedOn_ShareNothingWithThoseThatJudge()
    {
        var judges = SuiteFolder.Judges(AppContext.BaseDirectory);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Folder, "fit"), "*.json"))
        {
            var fit = Suite.Load(file);
            var judge = judges.Single(suite => $"{suite.Name}-fit" == fit.Name);

            Assert.Empty(Templates(fit).Intersect(Templates(judge)));
            Assert.Empty(Fills(fit).Intersect(Fills(judge), StringComparer.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public void Make_SuiteThatIsTrainedOn_HasTheExpectedLabels()
    {
        var rows = new SuiteRows("fit/sentiment.json").Make(AppContext.BaseDirectory);

        Assert.True(rows.Count > 10_000);
        Assert.Equal(["negative", "neutral", "positive"], Labels.Of(rows).Names);
    }

    private static IEnumerable<string> Templates(Suite suite) => suite.Tests.SelectMany(test => test.Texts);

    private static IEnumerable<string> Fills(Suite suite) => suite.Words.Values.SelectMany(words => words);
}
