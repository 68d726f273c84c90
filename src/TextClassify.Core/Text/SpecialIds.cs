namespace TextClassify.Text;

/// <summary>The ids of <see cref="SpecialTokens"/> in a vocabulary.</summary>
/// <param name="Pad">Fills a row up.</param>
/// <param name="Unknown">Stands for what the vocabulary lacks.</param>
/// <param name="Mask">Stands for a hidden token; null where the model knows none.</param>
public sealed record SpecialIds(int Pad, int Unknown, int? Mask = null)
{
    /// <summary>Those of every package that names none.</summary>
    public static SpecialIds OfWords { get; } = new(Vocabulary.PadId, Vocabulary.UnknownId);

    /// <summary>What the model reads before every text.</summary>
    public ReadOnlyMemory<int> Prefix { get; init; }

    /// <summary>What it reads behind every text.</summary>
    public ReadOnlyMemory<int> Suffix { get; init; }

    /// <summary>Tokens that the model reads beside those of the text.</summary>
    public int Around => Prefix.Length + Suffix.Length;

    /// <summary>Whether an id is one of them.</summary>
    public bool Contains(int id) =>
        id == Pad || id == Unknown || id == Mask || Prefix.Span.Contains(id) || Suffix.Span.Contains(id);
}
