using System.Globalization;

namespace TextClassify.Api.Records;

/// <summary>A moment in a query: a day, or a time with its offset. Without an offset it is UTC.</summary>
internal static class TimeValue
{
    public const long MicrosecondsPerTick = TimeSpan.TicksPerMicrosecond;

    private static readonly string[] Forms =
    [
        "yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
    ];

    public static DateTimeOffset? Read(ref JsonCursor json, string where, LimitsOptions limits)
    {
        if (json.OptionalString(where) is not { } text)
        {
            return null;
        }

        if (FromText(text, where, limits, out var value) is { } problem)
        {
            json.Refuse(problem);
        }

        return value;
    }

    public static Problem? FromText(string text, string where, LimitsOptions limits, out DateTimeOffset? value)
    {
        bool read = DateTimeOffset.TryParseExact(
            text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment);
        value = moment;
        return read
            ? null
            : new Problem(ProblemTypes.OutOfRange, "The value must be a day or a time, such as 2027-01-31 or 2027-01-31T08:30:00Z.")
            {
                Where = where,
            };
    }

    /// <summary>As the store counts.</summary>
    public static long Microseconds(DateTimeOffset moment) => (moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / MicrosecondsPerTick;

    public static DateTimeOffset Of(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * MicrosecondsPerTick);
}
