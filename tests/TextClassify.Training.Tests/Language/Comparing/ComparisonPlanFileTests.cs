using TextClassify.Training.Data;
using TextClassify.Training.Language.Comparing;
using TextClassify.Training.Nets;

namespace TextClassify.Training.Tests.Language.Comparing;

public sealed class ComparisonPlanFileTests
{
    private const string Base = """ "base":{"name":"a","description":"b","source":"c","train":["d"]} """;

    [Fact]
    public void Load_CommittedPlan_HasTheCellsTheOperatorsAndTheZones()
    {
        var plan = Committed("lm_comparison.json");
        var recipes = plan.Nets.Select(net => ComparisonRuns.Vary(plan.Base, net)).ToArray();

        Assert.False(plan.Base.Ship);
        Assert.Equal(Enum.GetValues<TransitionKind>(), recipes.Select(recipe => recipe.Net.Transition).Distinct().Order());
        Assert.Equal(Enum.GetValues<CompositionKind>(), recipes.Select(recipe => recipe.Net.Zones.Composition).Distinct().Order());
        Assert.True(recipes.Select(recipe => recipe.Net.Zones.Count).Distinct().Count() >= 3);

        // Trained alike: they differ in the rate alone, and the plan says where.
        Assert.All(
            recipes, recipe => Assert.Equal(plan.Base.Training, recipe.Training with { LearningRate = plan.Base.Training.LearningRate }));
    }

    [Fact]
    public void Load_CommittedLongPlan_TrainsTheSameNetsForFourTimesTheSteps()
    {
        var (plan, longer) = (Committed("lm_comparison.json"), Committed("lm_comparison_long.json"));

        Assert.Equal(plan.Base.Net, longer.Base.Net);
        Assert.Equal(
            plan.Base.Training with { Steps = 4 * plan.Base.Training.Steps, EvaluateEvery = longer.Base.Training.EvaluateEvery },
            longer.Base.Training);
    }

    [Fact]
    public void Vary_ZoneWidth_WidensTheFeedForwardNetsWithIt()
    {
        var plan = ComparisonPlanFile.File.Parse($$"""{ {{Base}}, "nets":[{"name":"x","zones":2,"zoneWidth":8}] }""", "r.json");
        var zones = plan.Base.Net.Zones;

        var varied = ComparisonRuns.Vary(plan.Base, plan.Nets[0]).Net.Zones;

        Assert.Equal(
            (2, 2, 8, 8 * zones.FeedForwardWidth / zones.Width), (varied.Count, varied.Composed, varied.Width, varied.FeedForwardWidth));
    }

    [Theory]
    [InlineData("""[{"name":"x"},{"name":"X "}]""", "[]", "r.json: two nets have the run folders of 'X '.")]
    [InlineData("""[{"name":"x","zones":0}]""", "[]", "r.json, x: net.zones.count is 0; it must be 1 to 64.")]
    [InlineData("""[{"name":"x","seeds":0}]""", "[]", "r.json, x: seeds is 0; it must be 1 to 100.")]
    [InlineData("""[{"name":"x"}]""", """[{"title":"t","lines":[]}]""", "r.json: the panel 't' draws 0 nets; it must be 1 to 5.")]
    [InlineData(
        """[{"name":"x"}]""",
        """[{"title":"t","lines":[{"net":"y","label":"y"}]}]""",
        "r.json: the panel 't' draws 'y', which is none of the nets.")]
    public void Parse_UnsoundPlan_SaysWhatIsWrong(string nets, string panels, string fault)
    {
        string json = $$"""{ {{Base}}, "nets":{{nets}}, "panels":{{panels}} }""";

        var refusal = Assert.Throws<DataException>(() => ComparisonPlanFile.File.Parse(json, "r.json"));

        Assert.Equal(fault, refusal.Message);
    }

    private static ComparisonPlan Committed(string name) =>
        ComparisonPlanFile.File.Load(Path.Combine(DataFolder.SolutionFolder(AppContext.BaseDirectory)!, "recipes", name));
}
