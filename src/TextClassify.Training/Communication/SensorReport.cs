namespace TextClassify.Training.Communication;

/// <summary><c>dev.json</c> of a run folder: the last weights on cases of images set aside.</summary>
/// <param name="Figures">Every node there, every message arriving.</param>
/// <param name="Weights">Numbers trained.</param>
/// <param name="MessageBytes">Payload of a message.</param>
/// <param name="Lossy">The same cases with messages lost.</param>
/// <param name="Missing">The same images with nodes missing, each case's label being that of the nodes left.</param>
internal sealed record SensorReport(
    SensorFigures Figures, long Weights, int MessageBytes, IReadOnlyList<LossyFigures> Lossy, IReadOnlyList<MissingFigures> Missing)
{
    /// <summary>Payload of a case, in bytes.</summary>
    public double Bytes => Figures.Messages * MessageBytes;
}

/// <param name="EdgeLoss">Share of the messages that are lost.</param>
/// <param name="Figures">Then.</param>
internal sealed record LossyFigures(double EdgeLoss, SensorFigures Figures);

/// <param name="Nodes">That are missing.</param>
/// <param name="Figures">Then.</param>
internal sealed record MissingFigures(int Nodes, SensorFigures Figures);
