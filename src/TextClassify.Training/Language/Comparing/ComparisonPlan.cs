namespace TextClassify.Training.Language.Comparing;

/// <summary>Nets to train alike and compare, in the order of the queue: <c>recipes/lm_comparison.json</c>.</summary>
internal sealed record ComparisonPlan
{
    /// <summary>The set-up that all share. Its net's count of weights is what the others are fitted to.</summary>
    public required LanguageRecipe Base { get; init; }

    /// <summary>Seeds 1 to this for each net that names no count of its own.</summary>
    public int Seeds { get; init; } = 3;

    /// <summary>What the table lists.</summary>
    public required IReadOnlyList<ComparedNet> Nets { get; init; }

    /// <summary>Which of them are drawn together; a panel of the picture each.</summary>
    public IReadOnlyList<ComparisonPanel> Panels { get; init; } = [];
}

/// <summary>What one net has of its own; what it leaves out is the base's. Its state width follows from the count of weights.</summary>
internal sealed record ComparedNet
{
    /// <summary>In the table, the picture and the run folders.</summary>
    public required string Name { get; init; }

    public TransitionKind? Transition { get; init; }

    public CompositionKind? Composition { get; init; }

    /// <summary>N, and J with it.</summary>
    public int? Zones { get; init; }

    /// <summary>Of each zone; the feed-forward nets keep the base's ratio to it.</summary>
    public int? ZoneWidth { get; init; }

    public double? LearningRate { get; init; }

    /// <summary>Seeds 1 to this.</summary>
    public int? Seeds { get; init; }
}

/// <param name="Title">Above it.</param>
/// <param name="Lines">What it draws.</param>
internal sealed record ComparisonPanel(string Title, IReadOnlyList<ComparisonLine> Lines);

/// <param name="Net">A name of <see cref="ComparisonPlan.Nets"/>.</param>
/// <param name="Label">What it is called there.</param>
internal sealed record ComparisonLine(string Net, string Label);
