using TextClassify.Training.Loops;
using TextClassify.Training.Recipes;

namespace TextClassify.Training.Communication.Comparing;

/// <summary>Reads plans as strictly as recipes; a name must be there, and only once.</summary>
internal static class SensorPlanFile
{
    public static readonly RecipeFile<SensorPlan> File = new("comparison", " of communicating sensors", Check);

    private static void Check(SensorPlan plan, string name)
    {
        SensorRecipeRules.File.Check(plan.Base, $"{name}, base");
        if (plan.Seeds is < 1 or > 100)
        {
            throw new DataException($"{name}: seeds is {plan.Seeds}; it must be 1 to 100.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in plan.Rows)
        {
            if (!seen.Add(RunQueue.Slug(row.Name)))
            {
                throw new DataException($"{name}: two rows have the run folders of '{row.Name}'.");
            }

            SensorRecipeRules.File.Check(row.Vary(plan.Base), $"{name}, {row.Name}");
        }
    }
}
