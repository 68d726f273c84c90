using TextClassify.Explain.Counterfactuals;

namespace TextClassify.Explain;

/// <summary>What a method said of one text.</summary>
public sealed record Explanation
{
    /// <summary>[T], one a token in their order.</summary>
    public required float[] Scores { get; init; }

    /// <summary>The class explained; the predicted one when none was asked for.</summary>
    public required int Target { get; init; }

    /// <summary>[C], the model's logits for the whole text, before temperature.</summary>
    public required float[] Logits { get; init; }

    /// <summary>Null for a method that promises no sum.</summary>
    public Certificate? Certificate { get; init; }

    /// <summary>Null when there is none within the limits, and for every method that edits no text.</summary>
    public Counterfactual? Counterfactual { get; init; }

    /// <summary>Rows the model ran, the text itself included.</summary>
    public required int ModelCalls { get; init; }

    /// <summary>Time the rows waited.</summary>
    public required TimeSpan Queue { get; init; }

    /// <summary>Time the model ran.</summary>
    public required TimeSpan Compute { get; init; }
}
