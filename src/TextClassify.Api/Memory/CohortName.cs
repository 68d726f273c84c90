using System.Buffers;

namespace TextClassify.Api.Memory;

/// <summary>A name of a group of texts: short and plain, so that it can stand in queries, files and tables as it is.</summary>
internal static class CohortName
{
    public const int MaxLength = 64;

    private static readonly SearchValues<char> Plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/");

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

    private static Problem? Check(string value, string where) =>
        value.Length is > 0 and <= MaxLength && !value.AsSpan().ContainsAnyExcept(Plain)
            ? null
            : new Problem(
                ProblemTypes.OutOfRange,
                $"A cohort is named by 1 to {MaxLength} letters of a to z, digits and the signs - _ . : /; this has {value.Length} "
                    + "characters.")
            {
                Where = where,
                Limit = MaxLength,
            };
}
