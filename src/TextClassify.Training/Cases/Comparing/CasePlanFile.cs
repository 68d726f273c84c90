using TextClassify.Training.Loops;
using TextClassify.Training.Recipes;

namespace TextClassify.Training.Cases.Comparing;

/// <summary>Reads plans as strictly as recipes; a name must be there, and only once.</summary>
internal static class CasePlanFile
{
    public static readonly RecipeFile<CasePlan> File = new("comparison", " of nets of cases", Check);

    private static void Check(CasePlan plan, string name)
    {
        CaseRecipeRules.File.Check(plan.Base, $"{name}, base");
        if (plan.Seeds is < 1 or > 100)
        {
            throw new DataException($"{name}: seeds is {plan.Seeds}; it must be 1 to 100.");
        }

        if (plan.Rows.Count == 0)
        {
            throw new DataException($"{name}: rows is empty; the first is what the others are held against.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in plan.Rows)
        {
            if (!seen.Add(RunQueue.Slug(row.Name)))
            {
                throw new DataException($"{name}: two rows have the run folders of '{row.Name}'.");
            }

            CaseRecipeRules.File.Check(row.Vary(plan.Base), $"{name}, {row.Name}");
        }
    }
}
