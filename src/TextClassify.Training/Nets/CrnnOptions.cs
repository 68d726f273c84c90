namespace TextClassify.Training.Nets;

/// <summary>Shape of a CRNN (after Lyu and Liu 2020/2021), with the names of docs/models.md.</summary>
public sealed record CrnnOptions
{
    public CellKind Cell { get; init; } = CellKind.Lstm;

    /// <summary>D.</summary>
    public int EmbeddingWidth { get; init; } = 200;

    /// <summary>m, states per direction.</summary>
    public int StateWidth { get; init; } = 128;

    public TensorKind Tensor { get; init; } = TensorKind.LowRank;

    /// <summary>Rank of P and Q when <see cref="Tensor"/> is low-rank.</summary>
    public int TensorRank { get; init; } = 64;

    /// <summary>K, fused width.</summary>
    public int WordWidth { get; init; } = 128;

    /// <summary>R, rows of the word-weight matrix.</summary>
    public int Aspects { get; init; } = 4;

    /// <summary>Odd convolution widths in tokens ("same" padding).</summary>
    public IReadOnlyList<int> Windows { get; init; } = [1, 3, 5];

    /// <summary>Convolution channels per width.</summary>
    public int WindowChannels { get; init; } = 48;
}

public enum CellKind
{
    Lstm,
    Gru,
}

public enum TensorKind
{
    Full,
    LowRank,
}
