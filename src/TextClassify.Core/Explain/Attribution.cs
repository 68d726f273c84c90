namespace TextClassify.Explain;

/// <summary>A score for each token of a text, for one class or one contrast.</summary>
public sealed record Attribution
{
    /// <summary>[T], one a token in their order.</summary>
    public required float[] Scores { get; init; }

    /// <summary>The class explained.</summary>
    public required int Target { get; init; }

    /// <summary>The class it is held against; null without one.</summary>
    public int? Foil { get; init; }

    /// <summary>Null for a method that promises no sum.</summary>
    public Certificate? Certificate { get; init; }

    /// <summary>[T], the standard error of each score over the samples; null for a method that draws none.</summary>
    public float[]? StandardErrors { get; init; }

    /// <summary>
    /// What else the method found, by name in lower_snake_case: a <see cref="double"/>, an <see cref="int"/>, a <see cref="bool"/>,
    /// or an array of <see cref="int"/>, which holds indices of tokens. Each method's list stands in <c>docs/explanations.md</c>.
    /// </summary>
    public IReadOnlyDictionary<string, object> Facts { get; init; } = System.Collections.Frozen.FrozenDictionary<string, object>.Empty;
}
