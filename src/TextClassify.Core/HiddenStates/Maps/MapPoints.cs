namespace TextClassify.HiddenStates.Maps;

/// <summary>The reference states of a map, one entry each; the arrays are not to be written to.</summary>
public sealed record MapPoints
{
    /// <summary>t-SNE, [N].</summary>
    public required float[] X { get; init; }

    public required float[] Y { get; init; }

    /// <summary>First two principal components, [N].</summary>
    public required float[] PrincipalX { get; init; }

    public required float[] PrincipalY { get; init; }

    /// <summary>Distance to the state read just before it; 0 for the first one read.</summary>
    public required float[] Jumps { get; init; }

    /// <summary>The text's place in the corpus.</summary>
    public required int[] Rows { get; init; }

    /// <summary>The token's place in the text.</summary>
    public required ushort[] Tokens { get; init; }

    /// <summary>True label of the text.</summary>
    public required byte[] Labels { get; init; }

    /// <summary>Likeliest label of the local expected prediction at the token, and its probability in 255ths.</summary>
    public required byte[] LocalLabels { get; init; }

    public required byte[] LocalScores { get; init; }

    /// <summary>Likeliest label of the cumulative expected prediction at the token, and its probability in 255ths.</summary>
    public required byte[] CumulativeLabels { get; init; }

    public required byte[] CumulativeScores { get; init; }

    public int Count => X.Length;
}
