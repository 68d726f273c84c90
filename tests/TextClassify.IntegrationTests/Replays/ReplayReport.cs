using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TextClassify.Replays;

/// <summary>What the service says of each window: accuracy, and drift against the package and against the first window.</summary>
internal static class ReplayReport
{
    private const int WordsTold = 8;

    public static async Task<string> OfAsync(Replay replay, DatedSet set)
    {
        var text = new StringBuilder(
            """
            | window | texts | labels | said | estimated | by labels | label alarm | from the package | from the window before | words that changed |
            |---|---|---|---|---|---|---|---|---|---|

            """);
        for (int i = 0; i + 1 < set.Edges.Length; i++)
        {
            string window = $"from={set.Edges[i]}&to={set.Edges[i + 1]}";
            var quality = await replay.GetAsync($"/quality?{window}&by=label");
            var package = await replay.GetAsync($"/drift?{window}");
            JsonElement? before = i == 0
                ? null
                : await replay.GetAsync($"/drift?{window}&referenceFrom={set.Edges[i - 1]}&referenceTo={set.Edges[i]}");
            var all = quality.GetProperty("all");
            text.AppendLine(CultureInfo.InvariantCulture, $"| {string.Join(" | ", (string[])[
                set.Edges[i], all.GetProperty("predictions").GetRawText(), all.GetProperty("labelled").GetRawText(), Said(quality),
                Band(all, "estimated"), Band(all, "measured"), After(quality), Alarms(package),
                before is { } one ? Alarms(one) : "", before is { } other ? Words(other) : ""])} |");
        }

        return text.ToString();
    }

    private static string Said(JsonElement quality)
    {
        double all = quality.GetProperty("all").GetProperty("predictions").GetInt32();
        return string.Join(", ", quality.GetProperty("groups").EnumerateArray().Select(group => string.Create(
            CultureInfo.InvariantCulture,
            $"{group.GetProperty("group").GetString()} {100 * group.GetProperty("predictions").GetInt32() / all:F0} %")));
    }

    private static string Band(JsonElement all, string name) => all.TryGetProperty(name, out var band)
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{100 * Of(band, "value"):F1} ({100 * Of(band, "lower"):F1} to {100 * Of(band, "upper"):F1})")
        : "";

    private static string After(JsonElement quality) =>
        quality.TryGetProperty("labelAlarm", out var alarm) && alarm.TryGetProperty("after", out var after) ? $"after {after}" : "none";

    private static string Alarms(JsonElement drift)
    {
        string[] alarms =
        [
            .. drift.GetProperty("signals").EnumerateArray().Where(signal => signal.GetProperty("alarm").GetBoolean()).Select(
                signal => string.Create(
                    CultureInfo.InvariantCulture, $"{signal.GetProperty("signal").GetString()} {Of(signal, "effect"):F2}")),
        ];
        return alarms.Length == 0 ? "none" : string.Join(", ", alarms);
    }

    private static string Words(JsonElement drift)
    {
        var changed = drift.GetProperty("tokens").EnumerateArray().Where(token => token.GetProperty("alarm").GetBoolean()).ToArray();
        return changed.Length == 0
            ? "none"
            : $"{changed.Length}: " + string.Join(", ", changed.Take(WordsTold).Select(token => string.Create(
                CultureInfo.InvariantCulture,
                $"{token.GetProperty("text").GetString()} for {token.GetProperty("label").GetString()} "
                    + $"{Of(token, "reference"):F2} to {Of(token, "window"):F2}")));
    }

    private static double Of(JsonElement of, string name) => of.GetProperty(name).GetDouble();
}
