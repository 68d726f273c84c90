using TextClassify.Training.Steps;

namespace TextClassify.Training.Loops;

/// <summary>How long a loop goes on, and what it keeps.</summary>
internal sealed record LoopPlan
{
    /// <summary>Most epochs, or stretches of steps.</summary>
    public required int Turns { get; init; }

    /// <summary>Tokens or characters of all turns.</summary>
    public required long Units { get; init; }

    public required IStepSettings Step { get; init; }

    /// <summary>The learning rate where the user can lower it; null where no option does.</summary>
    public required double? UserRate { get; init; }

    /// <summary>Turns without a better evaluation before stopping; the best weights are kept. Null keeps the last ones.</summary>
    public int? Patience { get; init; }

    /// <summary>When the steps must end, as a timestamp of the loop's time; null where they may take what they take.</summary>
    public long? Deadline { get; init; }

    /// <summary>Evaluations a turn, spread evenly; the last comes with its end.</summary>
    public int Evaluations { get; init; } = 1;

    /// <summary>Share a step keeps of the moving average of the weights, which is then what is evaluated and kept; 0 keeps none.</summary>
    public double WeightAverage { get; init; }

    /// <summary>Least time between two checkpoints: with a large table of words each writes 100 MB and takes half a second.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(20);
}
