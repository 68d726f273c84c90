namespace TextClassify.Storage.Records;

/// <summary>
/// Shares as fixed-point numbers of 16 bits, up to 32 logits: one scale, so that they add up. They are kept to a 256th of a logit, since
/// what is finer takes bytes and tells nothing.
/// </summary>
public static class EvidenceScale
{
    /// <summary>Units of a logit.</summary>
    public const int Units = 1_024;

    private const int Step = 4;

    /// <summary>What is larger is held as the largest.</summary>
    public static short Of(float share) => (short)Math.Clamp(
        MathF.Round(share * (Units / Step)) * Step, short.MinValue, short.MaxValue - Step + 1);

    public static float ToShare(short units) => (float)units / Units;
}
