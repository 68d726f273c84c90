namespace TextClassify.Forward;

/// <summary>Who waits for a run. Where both lanes wait, each gets its share of the model's time.</summary>
public enum ForwardLane
{
    /// <summary>A person or a service waits for this one answer.</summary>
    Interactive,

    /// <summary>Many rows, none of which is urgent: an explanation's, a stream's.</summary>
    Bulk,
}
