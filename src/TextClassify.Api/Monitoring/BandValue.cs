using TextClassify.Monitoring;

namespace TextClassify.Api.Monitoring;

/// <summary>An estimate with the ends of its 95 % interval.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Lower">Its lower end.</param>
/// <param name="Upper">Its upper end.</param>
internal sealed record BandValue(double Value, double Lower, double Upper)
{
    private const int Digits = 6;

    public static BandValue? Of(Band? band) => band is { } value
        ? new(Math.Round(value.Value, Digits), Math.Round(value.Lower, Digits), Math.Round(value.Upper, Digits))
        : null;
}
