using TextClassify.Training.Nets.Communicating;
using TextClassify.Training.Recipes;

namespace TextClassify.Training.Communication;

/// <summary>What the types of a sensor recipe can't say.</summary>
internal static class SensorRecipeRules
{
    private const int MaxNodes = 64;

    public static readonly RecipeFile<SensorRecipe> File = new(" of communicating sensors", Faults);

    private static RecipeFaults Faults(SensorRecipe recipe)
    {
        var faults = new RecipeFaults();
        var (net, training) = (recipe.Net, recipe.Training);
        faults.Head(recipe);
        faults.Within("nodes", recipe.Nodes, MaxNodes);
        faults.Check(recipe.Task is not SensorTask.Highest || recipe.Nodes > 1, "nodes", recipe.Nodes, "at least 2 with the task highest");
        faults.Check(
            recipe.Side >= 1 && SensorImages.FullSide % recipe.Side == 0, "side", recipe.Side, $"a divisor of {SensorImages.FullSide}");
        faults.Check(
            recipe.Task is not SensorTask.Strips || recipe.Nodes <= recipe.Side, "nodes", recipe.Nodes, $"at most side ({recipe.Side})");
        faults.Check(
            !recipe.Centralised || net.Aggregation is AggregationKind.None, "net.aggregation", net.Aggregation, "none where centralised");
        faults.Width("net.stateWidth", net.StateWidth);
        faults.Width("net.messageWidth", net.MessageWidth);
        faults.Width("net.wordWidth", net.WordWidth);
        faults.Within("net.aspects", net.Aspects, 64);
        faults.Check(net.RoleWidth is >= 0 and <= 4_096, "net.roleWidth", net.RoleWidth, "0 to 4096");
        faults.Check(net.Period is >= 0 and <= 10_000, "net.period", net.Period, "0 to 10000");
        faults.Check(net.Rounds is >= 0 and <= 100, "net.rounds", net.Rounds, "0 to 100");
        faults.Within("training.batchSize", training.BatchSize, 4_096);
        faults.Within("training.turnCases", training.TurnCases, 10_000_000);
        faults.Within("training.turns", training.Turns, 10_000);
        faults.Within("training.devCases", training.DevCases, 1_000_000);
        faults.Step(training);
        faults.Share("training.edgeLoss", training.EdgeLoss);
        faults.Share("training.sourceDrop", training.SourceDrop);
        faults.Share("training.sourceDropLast", training.SourceDropLast ?? training.SourceDrop);
        faults.Check(
            training.ConsensusWeight is >= 0 and <= 100, "training.consensusWeight", training.ConsensusWeight, "0 to 100");
        return faults;
    }
}
