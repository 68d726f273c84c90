using TextClassify.Training.Nets.Communicating;
using TextClassify.Training.Recipes;

namespace TextClassify.Training.Communication;

/// <summary>A set-up of nodes with an objective: <c>recipes/sensors_*.json</c>. The share of images set aside is measured on.</summary>
internal sealed record SensorRecipe : RecipeHead
{
    public SensorTask Task { get; init; }

    /// <summary>N.</summary>
    public int Nodes { get; init; } = 4;

    /// <summary>One node reads what all would: what communication can reach at most.</summary>
    public bool Centralised { get; init; }

    /// <summary>Side of the images after their 28 pixels are averaged; divides 28. A row of pixels is a step.</summary>
    public int Side { get; init; } = 14;

    public CommunicatingNetOptions Net { get; init; } = new();

    public SensorTraining Training { get; init; } = new();

    /// <summary>C.</summary>
    public int Classes => Task switch
    {
        SensorTask.Highest => Nodes,
        SensorTask.Parity => 2,
        _ => SensorImages.Labels,
    };

    /// <summary>Nodes that there are in the net: one where all is read in one place.</summary>
    public int NetNodes => Centralised ? 1 : Nodes;

    /// <summary>F, pixels of a step that one of the task's nodes sees.</summary>
    public int Width => Task is SensorTask.Strips ? (Side + Nodes - 1) / Nodes : Side;
}
