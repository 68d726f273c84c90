using TextClassify.Training.Nets.Communicating;

namespace TextClassify.Training.Communication.Comparing;

/// <summary>Nets of nodes to train and compare, in the order of the queue: <c>recipes/sensors_*.json</c> with rows.</summary>
internal sealed record SensorPlan
{
    /// <summary>The set-up that all share.</summary>
    public required SensorRecipe Base { get; init; }

    /// <summary>Seeds 1 to this of each row; all rows have seed 1 before any has seed 2.</summary>
    public int Seeds { get; init; } = 3;

    /// <summary>What the table lists.</summary>
    public required IReadOnlyList<SensorRow> Rows { get; init; }
}

/// <summary>What one row has of its own; what it leaves out is the base's.</summary>
internal sealed record SensorRow
{
    /// <summary>In the table and the run folders.</summary>
    public required string Name { get; init; }

    public SensorTask? Task { get; init; }

    public int? Nodes { get; init; }

    public bool? Centralised { get; init; }

    public AggregationKind? Aggregation { get; init; }

    public int? Period { get; init; }

    public int? Rounds { get; init; }

    public int? MessageWidth { get; init; }

    public MessagePrecision? Precision { get; init; }

    public ObjectiveKind? Objective { get; init; }

    public double? EdgeLoss { get; init; }

    public double? SourceDrop { get; init; }

    public double? SourceDropLast { get; init; }

    public int? Turns { get; init; }

    /// <summary>The base with what this row has of its own.</summary>
    public SensorRecipe Vary(SensorRecipe recipe) => recipe with
    {
        Task = Task ?? recipe.Task,
        Nodes = Nodes ?? recipe.Nodes,
        Centralised = Centralised ?? recipe.Centralised,
        Net = recipe.Net with
        {
            Aggregation = Aggregation ?? recipe.Net.Aggregation,
            Period = Period ?? recipe.Net.Period,
            Rounds = Rounds ?? recipe.Net.Rounds,
            MessageWidth = MessageWidth ?? recipe.Net.MessageWidth,
            Precision = Precision ?? recipe.Net.Precision,
        },
        Training = recipe.Training with
        {
            Objective = Objective ?? recipe.Training.Objective,
            EdgeLoss = EdgeLoss ?? recipe.Training.EdgeLoss,
            SourceDrop = SourceDrop ?? recipe.Training.SourceDrop,
            SourceDropLast = SourceDropLast ?? recipe.Training.SourceDropLast,
            Turns = Turns ?? recipe.Training.Turns,
        },
    };
}
