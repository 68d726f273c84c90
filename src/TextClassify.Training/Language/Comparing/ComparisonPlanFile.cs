using TextClassify.Training.Language.Curves;
using TextClassify.Training.Loops;
using TextClassify.Training.Recipes;

namespace TextClassify.Training.Language.Comparing;

/// <summary>Reads comparison plans as strictly as recipes; a name must be there, and only once.</summary>
internal static class ComparisonPlanFile
{
    public static readonly RecipeFile<ComparisonPlan> File = new("comparison", " of language models", Check);

    private static void Check(ComparisonPlan plan, string name)
    {
        LanguageRecipeRules.File.Check(plan.Base, $"{name}, base");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var net in plan.Nets)
        {
            if (!seen.Add(RunQueue.Slug(net.Name)))
            {
                throw new DataException($"{name}: two nets have the run folders of '{net.Name}'.");
            }

            LanguageRecipeRules.File.Check(ComparisonRuns.Vary(plan.Base, net), $"{name}, {net.Name}");
            if ((net.Seeds ?? plan.Seeds) is < 1 or > 100)
            {
                throw new DataException($"{name}, {net.Name}: seeds is {net.Seeds ?? plan.Seeds}; it must be 1 to 100.");
            }
        }

        foreach (var panel in plan.Panels)
        {
            if (panel.Lines.Count is 0 or > CurveChart.MaxLines)
            {
                throw new DataException(
                    $"{name}: the panel '{panel.Title}' draws {panel.Lines.Count} nets; it must be 1 to {CurveChart.MaxLines}.");
            }

            if (panel.Lines.FirstOrDefault(line => plan.Nets.All(net => net.Name != line.Net)) is { } line)
            {
                throw new DataException($"{name}: the panel '{panel.Title}' draws '{line.Net}', which is none of the nets.");
            }
        }
    }
}
