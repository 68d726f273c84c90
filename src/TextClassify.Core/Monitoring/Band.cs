namespace TextClassify.Monitoring;

/// <summary>An estimate with the ends of its 95 % interval.</summary>
public readonly record struct Band(double Value, double Lower, double Upper)
{
    /// <summary>97.5 % of the normal distribution lie below.</summary>
    internal const double Z = 1.959963984540054;

    /// <summary>A share, with a standard error; the ends stay within 0 and 1.</summary>
    internal static Band OfShare(double value, double error) => new(
        Math.Clamp(value, 0, 1), Math.Clamp(value - (Z * error), 0, 1), Math.Clamp(value + (Z * error), 0, 1));
}
