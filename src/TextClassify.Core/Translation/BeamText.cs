namespace TextClassify.Translation;

/// <summary>A text that a beam found.</summary>
/// <param name="Ids">Its symbols, without edges.</param>
/// <param name="LogProbability">The net's, in nats, of all its symbols and of the edge behind them.</param>
public sealed record BeamText(int[] Ids, double LogProbability)
{
    /// <summary>[symbols,S] row-major: where the net looked back at each symbol; empty where it wasn't asked for.</summary>
    public float[] Attention { get; init; } = [];
}
