namespace TextClassify.Inference.Serving;

/// <summary>Reads texts character by character, says how surprising they are, and writes on.</summary>
public interface ICharacterModel : ITextModel
{
    CharacterVocabulary Vocabulary { get; }

    ILanguagePass Pass { get; }

    /// <summary>Bits per character of texts of its kind, at percentile 0, 1 ... 100.</summary>
    IReadOnlyList<double> BitsPercentiles { get; }

    /// <summary>Most characters of those texts.</summary>
    int PassageLength { get; }
}
