using TextClassify.Training.Nets.Communicating;

namespace TextClassify.Training.Cases.Comparing;

/// <summary>Nets of nodes that read texts to train on the same cases and to compare: <c>recipes/case_comparison.json</c>.</summary>
internal sealed record CasePlan
{
    /// <summary>The set-up that all share.</summary>
    public required CaseRecipe Base { get; init; }

    /// <summary>Seeds 1 to this of each row; all rows have seed 1 before any has seed 2.</summary>
    public int Seeds { get; init; } = 3;

    /// <summary>What the table lists; the others are held against the first.</summary>
    public required IReadOnlyList<CaseNetRow> Rows { get; init; }
}

/// <summary>What one row has of its own; what it leaves out is the base's.</summary>
internal sealed record CaseNetRow
{
    /// <summary>In the table and the run folders.</summary>
    public required string Name { get; init; }

    /// <summary>None trains a net that sends nothing: late fusion.</summary>
    public AggregationKind? Aggregation { get; init; }

    public int? Rounds { get; init; }

    /// <summary>One alone, or all of them joined in <c>text</c>.</summary>
    public IReadOnlyList<CaseSource>? Sources { get; init; }

    public double? EdgeLoss { get; init; }

    public double? SourceDrop { get; init; }

    /// <summary>The base with what this row has of its own.</summary>
    public CaseRecipe Vary(CaseRecipe recipe) => recipe with
    {
        Sources = Sources ?? recipe.Sources,
        TextSource = Sources is [var first, ..] && Sources.All(source => source.Name != recipe.TextSource) ? first.Name : recipe.TextSource,
        Net = recipe.Net with { Aggregation = Aggregation ?? recipe.Net.Aggregation, Rounds = Rounds ?? recipe.Net.Rounds },
        Training = recipe.Training with
        {
            EdgeLoss = EdgeLoss ?? recipe.Training.EdgeLoss,
            SourceDrop = SourceDrop ?? recipe.Training.SourceDrop,
        },
    };
}
