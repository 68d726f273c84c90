namespace TextClassify.Api.Models;

/// <summary>A language model that is served, by <c>/score</c>, <c>/generate</c>, <c>/hidden-states</c> and <c>/explain</c>.</summary>
internal sealed record LanguageModelDescription : PackageDescription
{
    internal LanguageModelDescription(ILoadedModel model, ModelSnapshot current)
        : base(model, current)
    {
    }

    /// <summary>The methods of <c>/explainers</c> that work with it.</summary>
    public required IReadOnlyList<string> Explainers { get; init; }

    public required LanguageLimits Limits { get; init; }

    public required LanguageWidths Widths { get; init; }
}

/// <param name="MaxTextLength">Longer texts and prompts are refused, in UTF-16 code units.</param>
/// <param name="MaxInputs">Most inputs of one request.</param>
/// <param name="MaxGeneratedCharacters">Most characters of one generation.</param>
/// <param name="MaxExplainedCharacters">Most characters before a position that an explanation scores.</param>
/// <param name="MaxWorkTokens">Most work of one request, in tokens of a classifier: six for each character times its model calls.</param>
/// <param name="MaxAnswerBytes">Most memory that one answer may be estimated to take while it is made.</param>
internal sealed record LanguageLimits(
    int MaxTextLength, int MaxInputs, int MaxGeneratedCharacters, int MaxExplainedCharacters, int MaxWorkTokens, int MaxAnswerBytes);

/// <param name="Characters">Rows of the vocabulary: the known characters, the unknown one and a text's edge.</param>
/// <param name="Layers">Layers.</param>
/// <param name="State">Numbers in a layer's state.</param>
/// <param name="Zones">Zones of a layer's gates.</param>
/// <param name="Zone">Numbers in a zone.</param>
internal sealed record LanguageWidths(int Characters, int Layers, int State, int Zones, int Zone);
