using System.Globalization;

namespace TextClassify.Api.Records;

/// <summary>Ids of predictions in addresses.</summary>
internal static class PredictionIds
{
    private const int Version = 7;

    public sealed record Key(Guid Id);

    public static Outcome<Key> Read(string given) =>
        Guid.TryParseExact(given, "D", out var id) && id.Version == Version ? new Key(id) : Unknown(given);

    /// <summary>When an id was made: its first 48 bits are milliseconds since 1970 (RFC 9562).</summary>
    public static DateTimeOffset MadeAt(Guid id) => DateTimeOffset.FromUnixTimeMilliseconds(
        long.Parse(id.ToString("N").AsSpan(0, 12), NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    public static Problem Unknown(string given) =>
        new(ProblemTypes.UnknownPrediction, $"{Quoted.Name(given)} is not recorded; predictionId of an answer names it.");
}
