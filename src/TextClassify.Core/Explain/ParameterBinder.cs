using System.Text.Json;

namespace TextClassify.Explain;

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
            object? value = Default(parameter);
            if (given.TryGetValue(parameter.Name, out var sent) && Read(parameter, sent, ref value) is { } fault)
            {
                return ParameterBinding.Refused(parameter.Name, fault);
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

    private static object? Default(ExplainerParameter parameter) => parameter switch
    {
        IntegerParameter integer => integer.Default,
        ChoiceParameter choice => choice.Default,
        _ => throw new NotSupportedException($"{parameter.GetType().Name} has no default."),
    };

    private static string? Read(ExplainerParameter parameter, JsonElement sent, ref object? value)
    {
        switch (parameter)
        {
            case IntegerParameter { Default: null } when sent.ValueKind is JsonValueKind.Null:
                return null;
            case IntegerParameter integer:
                bool whole = sent.ValueKind is JsonValueKind.Number && sent.TryGetInt32(out int number)
                    && Assign(number, integer, ref value);
                return whole
                    ? null
                    : $"{parameter.Name} is {Echo(sent.GetRawText())}; it must be a whole number from {integer.Minimum} to {integer.Maximum}.";
            case ChoiceParameter choice:
                foreach (string allowed in choice.Choices)
                {
                    if (sent.ValueKind is JsonValueKind.String && sent.ValueEquals(allowed))
                    {
                        value = allowed;
                        return null;
                    }
                }

                return $"{parameter.Name} is {Echo(sent.GetRawText())}; it must be one of {string.Join(", ", choice.Choices)}.";
            default:
                throw new NotSupportedException($"{parameter.GetType().Name} cannot be read.");
        }
    }

    private static bool Assign(int number, IntegerParameter integer, ref object? value)
    {
        if (number < integer.Minimum || number > integer.Maximum)
        {
            return false;
        }

        value = number;
        return true;
    }

    private static string Echo(string value) => value.Length <= MaxEchoLength ? value : value[..MaxEchoLength] + "...";
}
