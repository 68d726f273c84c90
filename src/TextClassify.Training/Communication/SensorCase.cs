namespace TextClassify.Training.Communication;

/// <summary>What the nodes see, who is there, and what they have to say.</summary>
/// <param name="Images">An image a node; the same one for strips.</param>
/// <param name="Present">Which nodes take part; at least one.</param>
/// <param name="Label">Of those that are there: a node that is missing has no part in the case.</param>
internal sealed record SensorCase(int[] Images, bool[] Present, int Label)
{
    /// <summary>Draws a case.</summary>
    /// <param name="recipe">Task, number of nodes, objective.</param>
    /// <param name="images">To draw from.</param>
    /// <param name="drop">Chance of each node to be missing; never of the only one, nor of one that answers for all.</param>
    /// <param name="draws">Decides.</param>
    public static SensorCase Draw(SensorRecipe recipe, SensorImages images, double drop, Random draws)
    {
        int[] chosen = Choose(recipe, images, draws);
        bool[] present = new bool[recipe.Nodes];
        int kept = recipe.Training.Objective is ObjectiveKind.Sink ? 0 : draws.Next(recipe.Nodes);
        for (int node = 0; node < present.Length; node++)
        {
            present[node] = draws.NextDouble() >= drop;
        }

        present[kept] |= recipe.Training.Objective is ObjectiveKind.Sink || !present.Contains(true);
        return Of(recipe.Task, images, chosen, present);
    }

    /// <summary>The same without some of its nodes, the last ones.</summary>
    public SensorCase Without(int missing, SensorTask task, SensorImages images)
    {
        bool[] present = [.. Present];
        present.AsSpan(present.Length - missing).Clear();
        return Of(task, images, Images, present);
    }

    private static SensorCase Of(SensorTask task, SensorImages images, int[] chosen, bool[] present)
    {
        int[] labels = Array.ConvertAll(chosen, image => (int)images.LabelOf[image]);
        return new(chosen, present, SensorLabel.Of(task, labels, present));
    }

    private static int[] Choose(SensorRecipe recipe, SensorImages images, Random draws)
    {
        int[] chosen = new int[recipe.Nodes];
        do
        {
            for (int node = 0; node < chosen.Length; node++)
            {
                chosen[node] = recipe.Task is SensorTask.Strips && node > 0 ? chosen[0] : draws.Next(images.Count);
            }
        }
        while (recipe.Task is SensorTask.Highest && !SensorLabel.IsUnique(chosen, images));

        return chosen;
    }
}
