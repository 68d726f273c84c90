using TextClassify.Storage.Querying;

namespace TextClassify.Api.Monitoring;

/// <summary>By what accuracy is told.</summary>
internal static class GroupName
{
    private static readonly Dictionary<string, QualityGroup> Groups = new(StringComparer.Ordinal)
    {
        ["version"] = QualityGroup.Version,
        ["cohort"] = QualityGroup.Cohort,
        ["label"] = QualityGroup.Label,
        ["hour"] = QualityGroup.Hour,
        ["day"] = QualityGroup.Day,
        ["week"] = QualityGroup.Week,
        ["month"] = QualityGroup.Month,
    };

    public static string? Read(ref JsonCursor json, string where, LimitsOptions limits)
    {
        string? value = json.OptionalString(where);
        if (value is not null && FromText(value, where, limits, out _) is { } problem)
        {
            json.Refuse(problem);
        }

        return value;
    }

    public static Problem? FromText(string text, string where, LimitsOptions limits, out string? value)
    {
        value = text;
        return Groups.ContainsKey(text)
            ? null
            : new Problem(ProblemTypes.OutOfRange, $"{Quoted.Name(text)} is not known; there are {string.Join(", ", Groups.Keys)}.")
            {
                Where = where,
            };
    }

    public static QualityGroup Of(string? name) => name is null ? QualityGroup.All : Groups[name];

    public static string Of(QualityGroup group) => Groups.First(entry => entry.Value == group).Key;
}
