using System.Text.Json;
using TextClassify.Explain;
using TextClassify.Explain.Catalog;
using TextClassify.Explain.Parameters;
using TextClassify.Forward;

namespace TextClassify.Training.Explaining;

/// <summary>A method with its parameters, as one row of the comparison.</summary>
/// <param name="Title">As it was asked for.</param>
/// <param name="Explainer">The method.</param>
/// <param name="Parameters">Checked.</param>
internal sealed record ComparedMethod(string Title, IExplainer Explainer, ParameterValues Parameters)
{
    /// <summary>Reads <c>NAME</c> or <c>NAME:KEY=VALUE,KEY=VALUE</c>.</summary>
    /// <exception cref="DataException">The model has no such method, or the method no such parameter or value.</exception>
    public static ComparedMethod Parse(string choice, ExplainerCatalog methods, ForwardShape shape)
    {
        string[] parts = choice.Split(':', 2);
        var explainer = methods.Find(parts[0])
            ?? throw new DataException(
                $"The model has no method '{parts[0]}'; it has {string.Join(", ", methods.All.Select(method => method.Info.Name))}.");
        var given = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (string pair in parts is [_, var list] ? list.Split(',') : [])
        {
            if (pair.Split('=', 2) is not [var key, var value] || !given.TryAdd(key, Value(value)))
            {
                throw new DataException($"'{choice}' is no method; write NAME or NAME:KEY=VALUE,KEY=VALUE with each key once.");
            }
        }

        var binding = explainer.Bind(given, shape);

        return binding.Values is { } values
            ? new ComparedMethod(choice, explainer, values)
            : throw new DataException($"{parts[0]}: {binding.Fault!.Message}");
    }

    /// <summary>Numbers and yes or no as themselves, anything else as a string.</summary>
    private static JsonElement Value(string value)
    {
        try
        {
            var element = JsonSerializer.Deserialize<JsonElement>(value);
            return element.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
                ? element
                : JsonSerializer.SerializeToElement(value);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(value);
        }
    }
}
