using System.Globalization;
using System.Reflection;

namespace TextClassify.Api.Http;

/// <summary>Names the query parameter that a handler's arguments could not be made of: the framework refuses it without a word.</summary>
internal static class UnreadableQuery
{
    public static Problem? Of(HttpContext http)
    {
        foreach (var parameter in http.GetEndpoint()?.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? [])
        {
            if (Expected(parameter.ParameterType) is { } expected && http.Request.Query.TryGetValue(parameter.Name!, out var values))
            {
                string where = "?" + parameter.Name;
                if (values.Count > 1)
                {
                    return new Problem(ProblemTypes.DuplicateProperty, "Send the parameter once.") { Where = where };
                }

                if (!IsReadable(parameter.ParameterType, values[0]))
                {
                    return new Problem(ProblemTypes.OutOfRange, $"The value must be {expected}.") { Where = where };
                }
            }
        }

        return null;
    }

    private static string? Expected(Type type) =>
        type == typeof(int) ? "a whole number"
        : type == typeof(bool) ? "true or false"
        : null;

    private static bool IsReadable(Type type, string? value) =>
        type == typeof(int) ? int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _) : bool.TryParse(value, out _);
}
