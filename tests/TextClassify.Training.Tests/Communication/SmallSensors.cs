using TextClassify.Training.Communication;

namespace TextClassify.Training.Tests.Communication;

/// <summary>Images of one grey each, a label's own, and nets small enough to train in a second.</summary>
internal static class SmallSensors
{
    public const int Count = 400;

    public static SensorImages Images(int side = 7)
    {
        byte[] labels = [.. Enumerable.Range(0, Count).Select(image => (byte)(image * 7 % SensorImages.Labels))];
        return new(side, [.. labels.SelectMany(label => Enumerable.Repeat(label / 10f, side * side))], labels);
    }

    public static SensorRecipe Recipe(SensorTask task, int nodes = 3) => new()
    {
        Name = "small",
        Description = "For tests.",
        Source = "Made up.",
        Task = task,
        Nodes = nodes,
        Side = 7,
        Net = new() { StateWidth = 8, RoleWidth = 2, MessageWidth = 4, WordWidth = 6 },
        Training = new() { BatchSize = 16, TurnCases = 64, Turns = 3, DevCases = 40, EdgeLoss = 0.2, SourceDrop = 0.3 },
    };
}
