namespace TextClassify.Forward;

/// <summary>Who waits for a run. Bulk runs give way: they compute at low priority, with a small share of a core that interactive runs want.</summary>
public enum ForwardLane
{
    /// <summary>A person or a service waits for this one answer.</summary>
    Interactive,

    /// <summary>Many rows, none of which is urgent: an explanation's, a stream's.</summary>
    Bulk,
}
