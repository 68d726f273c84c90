namespace TextClassify.Storage.Records;

/// <summary>Shares as fixed-point numbers of 16 bits: to a thousandth of a logit, up to 32. One scale, so that they add up.</summary>
public static class EvidenceScale
{
    /// <summary>Units of a logit.</summary>
    public const int Units = 1_024;

    /// <summary>What is larger is held as the largest.</summary>
    public static short Of(float share) => (short)Math.Clamp(MathF.Round(share * Units), short.MinValue, short.MaxValue);

    public static float ToShare(short units) => (float)units / Units;
}
