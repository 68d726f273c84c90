namespace TextClassify.Explain.Parameters;

/// <summary>
/// What a text looks like without some of its tokens. A score of an explanation holds for one rule only: each leaves texts the model was
/// not trained on, in its own way.
/// </summary>
public enum RemovalRule
{
    /// <summary>The text closes up (DeYoung et al. 2020).</summary>
    Delete,

    /// <summary>The id of padding in their place, read as a token.</summary>
    Pad,

    /// <summary>The id of words not known in their place.</summary>
    Unk,

    /// <summary>The id of a hidden token in their place, which the model was trained to read; not every model knows one.</summary>
    Mask,
}
