namespace TextClassify.Text;

/// <summary>The pieces of a vocabulary that stand for no piece of a text, by name.</summary>
public sealed record SpecialTokens
{
    /// <summary>Those of a package that names none.</summary>
    public static SpecialTokens OfWords { get; } = new();

    /// <summary>Fills a row up; its numbers count for nothing.</summary>
    public string Pad { get; init; } = Vocabulary.Pad;

    /// <summary>Stands for what the vocabulary lacks.</summary>
    public string Unknown { get; init; } = Vocabulary.Unknown;

    /// <summary>Stands for a hidden token; null where the model knows none.</summary>
    public string? Mask { get; init; }

    /// <summary>What the model reads before every text.</summary>
    public IReadOnlyList<string> Prefix { get; init; } = [];

    /// <summary>What it reads behind every text.</summary>
    public IReadOnlyList<string> Suffix { get; init; } = [];
}
