namespace TextClassify.Training.Cases;

/// <summary>A case as the nodes read it.</summary>
/// <param name="Texts">Of each source; without a token where it is missing.</param>
/// <param name="Label">Index of its label.</param>
internal sealed record EncodedCase(IReadOnlyList<EncodedText> Texts, int Label)
{
    /// <summary>Tokens of all sources.</summary>
    public int Length => Texts.Sum(text => text.Length);

    /// <summary>Cases of which a source has a word, in their order.</summary>
    public static IReadOnlyList<EncodedCase> Encode(
        IReadOnlyList<CaseTexts> cases, Labels labels, Vocabulary vocabulary, IReadOnlyList<CaseSource> sources)
    {
        TextEncoder[] encoders = [.. sources.Select(source => new TextEncoder(vocabulary, source.MaxTokens))];
        int[] indices = labels.IndicesOf(cases.Select(one => one.Label));
        return
        [
            .. cases
                .Select((one, row) => new EncodedCase(
                    [.. encoders.Zip(one.Texts, (encoder, text) => encoder.Encode(text))], indices[row]))
                .Where(one => one.Length > 0),
        ];
    }
}
