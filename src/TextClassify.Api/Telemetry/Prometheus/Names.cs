using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace TextClassify.Api.Telemetry.Prometheus;

/// <summary>Names, labels and numbers as Prometheus writes them (exposition format 0.0.4).</summary>
internal static class Names
{
    /// <summary>
    /// <c>textclassify.request.duration</c> in <c>s</c> is <c>textclassify_request_duration_seconds</c>; a counter ends in <c>_total</c>.
    /// </summary>
    public static string OfFamily(Instrument instrument)
    {
        string name = Sanitize(instrument.Name);
        string unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        if (!name.EndsWith(unit, StringComparison.Ordinal))
        {
            name += unit;
        }

        return IsCounter(instrument) ? name + "_total" : name;
    }

    public static bool IsCounter(Instrument instrument)
    {
        string kind = instrument.GetType().Name;
        return kind.StartsWith("Counter", StringComparison.Ordinal) || kind.StartsWith("ObservableCounter", StringComparison.Ordinal);
    }

    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        // The order in which code names its tags must not make two series of one.
        var sorted = tags.ToArray();
        Array.Sort(sorted, static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        var text = new StringBuilder(64);
        foreach (var (name, value) in sorted)
        {
            string shown = value is bool truth ? (truth ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            text.Append(text.Length > 0 ? "," : "").Append(Sanitize(name)).Append("=\"").Append(Escape(shown, quoted: true)).Append('"');
        }

        return text.ToString();
    }

    public static string Escape(string text, bool quoted)
    {
        text = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quoted ? text.Replace("\"", "\\\"", StringComparison.Ordinal) : text;
    }

    public static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf"
            : double.IsNegativeInfinity(value) ? "-Inf"
            : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Sanitize(string name) =>
        string.Create(name.Length, name, static (span, source) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                span[i] = char.IsAsciiLetterOrDigit(source[i]) ? source[i] : '_';
            }
        });
}
