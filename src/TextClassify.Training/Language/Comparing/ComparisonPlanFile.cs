using System.Text.Json;
using TextClassify.Training.Data;
using TextClassify.Training.Language.Curves;

namespace TextClassify.Training.Language.Comparing;

/// <summary>Reads comparison plans as strictly as recipes.</summary>
internal static class ComparisonPlanFile
{
    /// <exception cref="DataException">Missing, malformed, an unknown property, a value out of range, or a name that is not there or there twice.</exception>
    public static ComparisonPlan Load(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), Path.GetFileName(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"The comparison {path} can't be read: {exception.Message}", exception);
        }
    }

    /// <summary>A plan from its JSON; <paramref name="name"/> is for the message.</summary>
    /// <exception cref="DataException">As <see cref="Load"/>.</exception>
    public static ComparisonPlan Parse(string json, string name)
    {
        try
        {
            var plan = JsonSerializer.Deserialize<ComparisonPlan>(json, LanguageRecipeFile.Json)
                ?? throw new DataException($"{name} holds null, not a comparison.");
            Check(plan, name);
            return plan;
        }
        catch (JsonException exception)
        {
            throw new DataException($"{name} is not a comparison of language models: {exception.Message}", exception);
        }
    }

    private static void Check(ComparisonPlan plan, string name)
    {
        LanguageRecipeFile.Check(plan.Base, $"{name}, base");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var net in plan.Nets)
        {
            if (!seen.Add(ComparisonRuns.Slug(net.Name)))
            {
                throw new DataException($"{name}: two nets have the run folders of '{net.Name}'.");
            }

            LanguageRecipeFile.Check(ComparisonRuns.Vary(plan.Base, net), $"{name}, {net.Name}");
            if ((net.Seeds ?? plan.Seeds) is < 1 or > 100)
            {
                throw new DataException($"{name}, {net.Name}: seeds is {net.Seeds ?? plan.Seeds}; it must be 1 to 100.");
            }
        }

        foreach (var panel in plan.Panels)
        {
            if (panel.Lines.Count is 0 or > CurveChart.MaxLines)
            {
                throw new DataException($"{name}: the panel '{panel.Title}' draws {panel.Lines.Count} nets; it must be 1 to {CurveChart.MaxLines}.");
            }

            if (panel.Lines.FirstOrDefault(line => plan.Nets.All(net => net.Name != line.Net)) is { } line)
            {
                throw new DataException($"{name}: the panel '{panel.Title}' draws '{line.Net}', which is none of the nets.");
            }
        }
    }
}
