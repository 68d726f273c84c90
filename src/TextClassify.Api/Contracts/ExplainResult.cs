namespace TextClassify.Api.Contracts;

/// <summary>The explanation of one text, or the error in its place.</summary>
internal sealed record ExplainResult
{
    /// <summary>The item's own id.</summary>
    public string? Id { get; init; }

    /// <summary>The label that is explained.</summary>
    public LabelIndex? Target { get; init; }

    /// <summary>The label it is set against; absent without a contrast.</summary>
    public LabelIndex? Foil { get; init; }

    /// <summary>The label of the text, whatever the target.</summary>
    public LabelScore? Prediction { get; init; }

    /// <summary>Tokens in the whole text.</summary>
    public int? TokenCount { get; init; }

    /// <summary>Whether the text was longer than the model's token limit, and cut there.</summary>
    public bool? Truncated { get; init; }

    /// <summary>The tokens with their scores.</summary>
    public IReadOnlyList<TokenScore>? Tokens { get; init; }

    /// <summary>What the scores should sum to, and do.</summary>
    public Certificate? Certificate { get; init; }

    /// <summary>The edited text and its label; only by the method counterfactual.</summary>
    public CounterfactualResult? Counterfactual { get; init; }

    /// <summary>What the explanation cost.</summary>
    public ExplanationCost? Cost { get; init; }

    /// <summary>Why there is no result; then there is nothing else but the id.</summary>
    public ItemError? Error { get; init; }
}

/// <param name="Label">A label of the model.</param>
/// <param name="Index">Its place among the model's labels.</param>
internal sealed record LabelIndex(string Label, int Index);

/// <param name="Expected">What the scores must sum to; absent where the method promises no sum.</param>
/// <param name="Sum">What they sum to.</param>
/// <param name="Residual">Sum less expected.</param>
/// <param name="Tolerance">The largest residual that counts as converged.</param>
/// <param name="Converged">Whether the residual is within the tolerance.</param>
internal sealed record Certificate(double? Expected, double Sum, double? Residual, double? Tolerance, bool? Converged);

/// <param name="ModelCalls">Rows run through the model, the prediction's own included.</param>
/// <param name="Milliseconds">Wall-clock time.</param>
internal sealed record ExplanationCost(int ModelCalls, double Milliseconds);
