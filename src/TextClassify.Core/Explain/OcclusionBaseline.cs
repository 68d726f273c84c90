namespace TextClassify.Explain;

/// <summary>What stands in the place of an occluded window.</summary>
internal enum OcclusionBaseline
{
    /// <summary>The id of words not known.</summary>
    Unk,

    /// <summary>The id of padding, read as a token.</summary>
    Pad,

    /// <summary>Nothing: the text closes up.</summary>
    Delete,
}
