namespace TextClassify.Api.Models;

/// <summary>A translator that is served, by <c>/translate</c>.</summary>
internal sealed record TranslatorDescription : PackageDescription
{
    internal TranslatorDescription(ILoadedModel model, ModelSnapshot current)
        : base(model, current)
    {
    }

    /// <summary>What it reads and writes: smiles, characters or words.</summary>
    public required string Notation { get; init; }

    public required TranslatorLimits Limits { get; init; }

    /// <summary>Rows of the vocabulary: the known symbols, the unknown one, padding and a text's edge.</summary>
    public required int Symbols { get; init; }
}

/// <param name="MaxSymbols">Longer texts are refused, and none longer is written.</param>
/// <param name="MaxBeam">Most texts that are followed side by side.</param>
/// <param name="MaxTextLength">Longer texts are refused, in UTF-16 code units.</param>
/// <param name="MaxInputs">Most inputs of one request.</param>
/// <param name="MaxWorkTokens">Most work of one request, in tokens of a classifier: six for each symbol it may read or write.</param>
/// <param name="MaxAnswerBytes">Most memory that one answer may be estimated to take while it is made.</param>
internal sealed record TranslatorLimits(
    int MaxSymbols, int MaxBeam, int MaxTextLength, int MaxInputs, int MaxWorkTokens, int MaxAnswerBytes);
