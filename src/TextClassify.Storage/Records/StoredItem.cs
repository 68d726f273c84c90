namespace TextClassify.Storage.Records;

/// <summary>What was said of one text.</summary>
public sealed record StoredItem
{
    /// <summary>Place among the inputs of the request, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Index of the likeliest label.</summary>
    public required int Label { get; init; }

    /// <summary>Calibrated probabilities, one a label.</summary>
    public required float[] Scores { get; init; }

    /// <summary>The largest probability less the second.</summary>
    public required float Margin { get; init; }

    /// <summary>In nats.</summary>
    public required float Entropy { get; init; }

    /// <summary>Tokens of the whole text.</summary>
    public required int Tokens { get; init; }

    /// <summary>Tokens that were read.</summary>
    public required int Read { get; init; }

    /// <summary>Tokens of those that the vocabulary lacks.</summary>
    public required int Unknown { get; init; }

    /// <summary>Keyed hash of the text, <see cref="TextHashBytes"/> long.</summary>
    public required byte[] TextHash { get; init; }

    /// <summary>The pieces that were read, in their order; null below the level of evidence.</summary>
    public string[]? Pieces { get; init; }

    /// <summary>Each piece's share of the likeliest label's logit, by <see cref="EvidenceScale"/>.</summary>
    public short[]? Shares { get; init; }

    /// <summary>Null below the level of texts.</summary>
    public string? Text { get; init; }

    public const int TextHashBytes = KeyedHash.Bytes;
}
