namespace TextClassify.Api.Explain;

/// <summary>What one method says of one text.</summary>
internal record ExplanationBody
{
    /// <summary>The label that is explained.</summary>
    public LabelIndex? Target { get; init; }

    /// <summary>The label it is set against; absent without a contrast.</summary>
    public LabelIndex? Foil { get; init; }

    /// <summary>The tokens with their scores.</summary>
    public IReadOnlyList<TokenScore>? Tokens { get; init; }

    /// <summary>The scores of words, sentences or ranges, when asked for.</summary>
    public IReadOnlyList<SpanScore>? Spans { get; init; }

    /// <summary>What the scores should sum to, and do.</summary>
    public Certificate? Certificate { get; init; }

    /// <summary>The same for every label in the model's order, when all were asked for.</summary>
    public IReadOnlyList<LabelAttribution>? Attributions { get; init; }

    /// <summary>What else the method found, by name; see the method in <c>docs/explanations.md</c>.</summary>
    public IReadOnlyDictionary<string, object>? Facts { get; init; }

    /// <summary>The edited text and its label; only by the method counterfactual.</summary>
    public CounterfactualResult? Counterfactual { get; init; }

    /// <summary>How good the explanation is, by the metrics asked for.</summary>
    public IReadOnlyList<MetricResult>? Metrics { get; init; }

    /// <summary>What the metrics cost.</summary>
    public ExplanationCost? MetricsCost { get; init; }

    /// <summary>What the draws came from; absent for a method that draws nothing.</summary>
    public int? Seed { get; init; }

    /// <summary>True when the deadline passed before the method was done: these are the best scores so far.</summary>
    public bool? Interrupted { get; init; }

    /// <summary>What the explanation cost.</summary>
    public ExplanationCost? Cost { get; init; }
}

/// <param name="Label">A label of the model.</param>
/// <param name="Index">Its place among the model's labels.</param>
internal sealed record LabelIndex(string Label, int Index);

/// <param name="Expected">What the scores must sum to; absent where the method promises no sum.</param>
/// <param name="Sum">What they sum to.</param>
/// <param name="Residual">Sum less expected.</param>
/// <param name="Tolerance">The largest residual that counts as converged.</param>
/// <param name="Converged">
/// Whether the residual is within the tolerance and the method was done; absent where there is nothing to converge to.
/// </param>
internal sealed record Certificate(double? Expected, double Sum, double? Residual, double? Tolerance, bool? Converged);

/// <param name="Start">First UTF-16 code unit of its first token.</param>
/// <param name="End">The UTF-16 code unit after its last token.</param>
/// <param name="Text">The text from start to end.</param>
/// <param name="FirstToken">Index of its first token.</param>
/// <param name="TokenCount">Its tokens.</param>
/// <param name="Score">The sum of their scores.</param>
internal sealed record SpanScore(int Start, int End, string Text, int FirstToken, int TokenCount, double Score);

/// <param name="Target">The label.</param>
/// <param name="Scores">One a token.</param>
/// <param name="StandardErrors">One a token, by methods that sample.</param>
/// <param name="Certificate">What the scores should sum to, and do.</param>
internal sealed record LabelAttribution(
    LabelIndex Target, IReadOnlyList<float> Scores, IReadOnlyList<float>? StandardErrors, Certificate Certificate);

/// <param name="ModelCalls">Rows run through the model, the prediction's own included; of metrics, theirs.</param>
/// <param name="Milliseconds">Wall-clock time.</param>
internal sealed record ExplanationCost(int ModelCalls, double Milliseconds);
