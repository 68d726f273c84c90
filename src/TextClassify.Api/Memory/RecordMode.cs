namespace TextClassify.Api.Memory;

/// <summary>Whether an answer waits for its record.</summary>
internal static class RecordMode
{
    public const string Property = "record";
    public const string Required = "required";

    public static string? Read(ref JsonCursor json, string where, LimitsOptions limits)
    {
        string? value = json.OptionalString(where);
        if (value is not null && Check(value, where) is { } problem)
        {
            json.Refuse(problem);
        }

        return value;
    }

    public static Problem? FromText(string text, string where, LimitsOptions limits, out string? value)
    {
        value = text;
        return Check(text, where);
    }

    private static Problem? Check(string value, string where) => value == Required
        ? null
        : new Problem(ProblemTypes.OutOfRange, $"{Quoted.Name(value)} is not known; there is {Required}.") { Where = where };
}
