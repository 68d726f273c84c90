using System.CommandLine;

namespace TextClassify.Training.Terminal;

/// <summary>A time as people write it: 60s, 2m, 1.5h, or seconds.</summary>
internal static class DurationOption
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Most = TimeSpan.FromDays(7);

    public static Option<string?> Create(string name, string description)
    {
        var option = CommonOptions.Optional(name, description, "TIME");
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Parse(token.Value) is null)
            {
                result.AddError($"{name} is '{token.Value}'; it must be a time from 10s to 7d, such as 90s, 2m or 1h.");
            }
        });
        return option;
    }

    /// <summary>Null where it is no time, or out of range.</summary>
    public static TimeSpan? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        double? unit = text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3_600, 'd' => 86_400, _ => null };
        string number = unit is null ? text : text[..^1];
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            && value * (unit ?? 1) <= Most.TotalSeconds && TimeSpan.FromSeconds(value * (unit ?? 1)) is var time && time >= Least
            ? time
            : null;
    }
}
