namespace TextClassify.Explain.Parameters;

/// <summary>Checks what was sent against what a method takes.</summary>
internal static class ParameterBinder
{
    // A value goes back into the message that refuses it; a long one would carry a text along.
    private const int MaxEchoLength = 40;

    public static ParameterBinding Bind(
        string method, IReadOnlyList<ExplainerParameter> parameters, IReadOnlyDictionary<string, JsonElement> given)
    {
        var values = new OrderedDictionary<string, object?>(parameters.Count, StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            object? value = parameter.DefaultValue;
            if (given.TryGetValue(parameter.Name, out var sent) && !parameter.TryRead(sent, out value))
            {
                return ParameterBinding.Refused(
                    parameter.Name, $"{parameter.Name} is {Echo(parameter, sent)}; it must be {parameter.Allowed}.");
            }

            values.Add(parameter.Name, value);
        }

        foreach (string name in given.Keys)
        {
            if (!values.ContainsKey(name))
            {
                return ParameterBinding.Refused(name, values.Count == 0
                    ? $"'{Echo(name)}' is not a parameter of {method}, which takes none."
                    : $"'{Echo(name)}' is not a parameter of {method}, which takes {string.Join(", ", values.Keys)}.");
            }
        }

        return ParameterBinding.Of(new ParameterValues(values));
    }

    /// <summary>Words are a user's text, which no message repeats.</summary>
    private static string Echo(ExplainerParameter parameter, JsonElement sent) => parameter is not WordsParameter
        ? Echo(sent.GetRawText())
        : sent.ValueKind is JsonValueKind.Array ? $"a list of {sent.GetArrayLength()}" : $"of the kind {sent.ValueKind}";

    private static string Echo(string value) => value.Length <= MaxEchoLength ? value : value[..MaxEchoLength] + "...";
}
