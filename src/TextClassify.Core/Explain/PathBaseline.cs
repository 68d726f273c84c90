namespace TextClassify.Explain;

/// <summary>Where the path of integrated gradients starts.</summary>
internal enum PathBaseline
{
    /// <summary>The embedding of padding at every token.</summary>
    Pad,

    /// <summary>The embedding of words not known at every token.</summary>
    Unk,

    /// <summary>The zero vector at every token.</summary>
    Zero,
}
