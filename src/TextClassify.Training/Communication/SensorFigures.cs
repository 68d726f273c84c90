namespace TextClassify.Training.Communication;

/// <summary>What a net of nodes reaches on cases.</summary>
/// <param name="Each">Share of right answers of a node of its own, mean over the nodes of a case that are there, 0..1.</param>
/// <param name="First">Of the first node; it has none where it is missing.</param>
/// <param name="Merged">Of the answer merged from all.</param>
/// <param name="Loss">Cross-entropy, in nats, of the answer that the objective makes right.</param>
/// <param name="Messages">Sent in a case, lost ones among them; the mean.</param>
internal sealed record SensorFigures(double Each, double First, double Merged, double Loss, double Messages)
{
    /// <summary>Of the answer that the objective makes right.</summary>
    public double Accuracy(ObjectiveKind objective) => objective switch
    {
        ObjectiveKind.Sink => First,
        ObjectiveKind.Consensus => Merged,
        _ => Each,
    };
}
