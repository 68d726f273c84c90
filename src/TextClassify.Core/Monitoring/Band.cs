namespace TextClassify.Monitoring;

/// <summary>An estimate with the ends of its 95 % interval.</summary>
public readonly record struct Band(double Value, double Lower, double Upper)
{
    /// <summary>97.5 % of the normal distribution lie below.</summary>
    internal const double Z = 1.959963984540054;

    /// <summary>A share, with a standard error; the ends stay within 0 and 1.</summary>
    internal static Band OfShare(double value, double error) => new(
        Math.Clamp(value, 0, 1), Math.Clamp(value - (Z * error), 0, 1), Math.Clamp(value + (Z * error), 0, 1));

    /// <summary>A share of a count above 0, with Wilson's interval (1927).</summary>
    public static Band Wilson(double part, double count)
    {
        double share = part / count, z2 = Z * Z;
        double centre = (share + (z2 / (2 * count))) / (1 + (z2 / count));
        double half = Z / (1 + (z2 / count)) * Math.Sqrt((share * (1 - share) / count) + (z2 / (4 * count * count)));
        return new Band(share, Math.Max(0, centre - half), Math.Min(1, centre + half));
    }
}
