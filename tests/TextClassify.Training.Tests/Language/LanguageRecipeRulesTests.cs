using TextClassify.Training.Data;
using TextClassify.Training.Language;
using TextClassify.Training.Packaging;
using TextClassify.Training.Runs;
using TextClassify.Training.Tests.Data;

namespace TextClassify.Training.Tests.Language;

public sealed class LanguageRecipeRulesTests
{
    private static readonly string Recipes = Path.Combine(DataFolder.SolutionFolder(AppContext.BaseDirectory)!, "recipes");

    [Theory]
    [InlineData("lm_char.json", true)]
    [InlineData("lm_ptb.json", false)]
    public void Load_ShippedRecipe_IsSound(string file, bool ships) =>
        Assert.Equal(ships, LanguageRecipeRules.File.Load(Path.Combine(Recipes, file)).Ship);

    [Theory]
    [InlineData(
        "\"net\":{\"zones\":{\"count\":4,\"composed\":3}}", "net.zones.composed is 3; it must be net.zones.count (4) with attention.")]
    [InlineData("\"training\":{\"steps\":0}", "training.steps is 0; it must be 1 to 100000000.")]
    [InlineData(
        "\"training\":{\"steps\":9,\"restartAt\":9}", "training.restartAt is 9; it must be 0 or more and below training.steps (9).")]
    [InlineData(
        "\"net\":{\"transition\":\"lstm\",\"stateWidth\":395},\"training\":{\"precision\":\"bfloat16\"}",
        "net.stateWidth is 395; it must be even for an LSTM in bfloat16.")]
    [InlineData("\"training\":{\"zoneout\":1}", "training.zoneout is 1; it must be 0 or more and below 1.")]
    [InlineData("\"training\":{\"weightAverage\":1}", "training.weightAverage is 1; it must be 0 or more and below 1.")]
    [InlineData("\"replace\":[{\"old\":\"\",\"new\":\"x\"}]", "replace.old is \"\"; it must be at least one character.")]
    public void Parse_OutOfRange_NamesTheValueAndTheRange(string property, string fault)
    {
        string json = $$"""{"name":"a","description":"b","source":"c","train":["d"],{{property}}}""";

        var refusal = Assert.Throws<DataException>(() => LanguageRecipeRules.File.Parse(json, "r.json"));

        Assert.Equal($"r.json: {fault}", refusal.Message);
    }

    [Fact]
    public void Read_CharactersBetweenBlanks_GivesText()
    {
        using var folder = new TemporaryFolder();
        folder.Write("train.txt", "a _ b c\nd\n");
        var recipe = LanguageRecipeRules.File.Parse(
            """
            {"name":"a","description":"b","source":"c","train":["train.txt"],"dev":"train.txt",
             "replace":[{"old":" ","new":""},{"old":"_","new":" "}],"minCount":1}
            """,
            "r.json");

        var data = LanguageData.Read(recipe, folder.Root, CancellationToken.None);

        Assert.Equal(["a bc", "d"], data.Train);
        Assert.Equal(7, data.Vocabulary(1).Count);
        Assert.Equal([1, 3, 2, 4, 5, 1, 6, 1], CharacterStreams.Join(data.Vocabulary(1), data.Train));
    }

    [Fact]
    public void Publication_TextThatMustNotShip_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var recipe = LanguageRecipeRules.File.Load(Path.Combine(Recipes, "lm_ptb.json"));
        var run = new RunFolder(Path.Combine(folder.Root, "run"));
        run.Start(new LanguageOptions(recipe, "lm_ptb.json", 1, 1, 1, 1, "unknown"), new LanguageData(["ab"], []).Vocabulary(1).Write);

        var refusal = Assert.Throws<DataException>(
            () => new LanguagePublication(new PublishRequest { Run = run, DataFolder = folder.Root, OutFolder = folder.Root }));

        Assert.Contains("no model of its text may be shipped", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new double[] { 1, 2 }, new double[] { 3 }, 1)]
    [InlineData(new double[] { 1, 3 }, new double[] { 2 }, 0.5)]
    [InlineData(new double[] { 2 }, new double[] { 2, 1 }, 0.25)]
    public void Auroc_KnownRanks_CountsWinsAndHalfTheTies(double[] known, double[] foreign, double expected) =>
        Assert.Equal(expected, Passage.Auroc(known, foreign), 1e-12);
}
