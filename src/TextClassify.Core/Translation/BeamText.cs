namespace TextClassify.Translation;

/// <summary>A text that a beam found.</summary>
/// <param name="Ids">Its symbols, without edges.</param>
/// <param name="LogProbability">The net's, in nats, of all its symbols and of the edge behind them.</param>
/// <param name="IsWhole">The net ended it; false where it was cut at the most symbols.</param>
public sealed record BeamText(int[] Ids, double LogProbability, bool IsWhole)
{
    /// <summary>[symbols,S] row-major: where the net looked back at each symbol; empty where it wasn't asked for.</summary>
    public float[] Attention { get; init; } = [];
}
