namespace TextClassify.Explain;

/// <summary>What a method said of one text, and what it cost.</summary>
public sealed record Explanation
{
    /// <summary>One; or one a class, in their order, when the request asked for all.</summary>
    public required IReadOnlyList<Attribution> Attributions { get; init; }

    /// <summary>[C], the model's logits for the whole text, before temperature.</summary>
    public required float[] Logits { get; init; }

    /// <summary>True when the deadline passed before the method was done. Its scores are the best so far and no certificate says
    /// converged.</summary>
    public bool Interrupted { get; init; }

    /// <summary>What every draw came from; null for a method that draws nothing.</summary>
    public int? Seed { get; init; }

    /// <summary>Null when there is none within the limits, and for every method that edits no text.</summary>
    public Counterfactual? Counterfactual { get; init; }

    /// <summary>Rows the model ran, the text itself included.</summary>
    public required int ModelCalls { get; init; }

    /// <summary>Time the rows waited.</summary>
    public required TimeSpan Queue { get; init; }

    /// <summary>Time the model ran.</summary>
    public required TimeSpan Compute { get; init; }

    /// <summary>Of the first attribution, which is the only one unless all were asked for.</summary>
    public float[] Scores => Attributions[0].Scores;

    /// <inheritdoc cref="Scores"/>
    public int Target => Attributions[0].Target;

    /// <inheritdoc cref="Scores"/>
    public Certificate? Certificate => Attributions[0].Certificate;
}
