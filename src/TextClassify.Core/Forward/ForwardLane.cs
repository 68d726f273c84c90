namespace TextClassify.Forward;

/// <summary>
/// Who waits for a run. Bulk runs give way: they compute at low priority, with a small share of a core that interactive runs want.
/// </summary>
public enum ForwardLane
{
    /// <summary>A person or a service waits for this one answer.</summary>
    Interactive,

    /// <summary>Work of which one request can be much: an explanation's, a stream's, a long list's, a language model's.</summary>
    Bulk,
}
