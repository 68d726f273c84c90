using System.Text.Json;
using System.Text.Json.Nodes;
using TextClassify.Training.Classifier;

namespace TextClassify.Training.Commands;

/// <summary>Properties of a recipe and the values each takes.</summary>
internal sealed record AblationGrid(IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Axes)
{
    /// <exception cref="DataException">An axis is not NAME=A,B.</exception>
    public static AblationGrid Parse(IEnumerable<string> axes) => new([.. axes.Select(axis =>
    {
        string[] parts = axis.Split('=', 2);
        string[] values = parts is [_, var list]
            ? list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [];

        return values.Length > 0
            ? new KeyValuePair<string, IReadOnlyList<string>>(parts[0].Trim(), values)
            : throw new DataException($"'{axis}' is no axis of a grid; it must be like cell=lstm,gru.");
    })]);

    /// <summary>Every combination; the last axis runs fastest.</summary>
    /// <exception cref="DataException">A property doesn't exist, or a value doesn't fit it.</exception>
    public IReadOnlyList<AblationCell> Cells(Recipe recipe)
    {
        IEnumerable<string[]> combinations = [[]];
        foreach (var axis in Axes)
        {
            combinations = combinations.SelectMany(combination => axis.Value.Select(value => (string[])[.. combination, value]));
        }

        return [.. combinations.Select(values => new AblationCell(values, Slug(values), Vary(recipe, values)))];
    }

    private string Slug(string[] values) => string.Join('-', Axes.Zip(values, (axis, value) => $"{axis.Key}_{value}"));

    private Recipe Vary(Recipe recipe, string[] values)
    {
        var root = JsonSerializer.SerializeToNode(recipe, StrictJson.Options)!.AsObject();
        foreach (var (axis, value) in Axes.Zip(values))
        {
            JsonObject[] owners = [root["net"]!.AsObject(), root["training"]!.AsObject(), root];
            var owner = Array.Find(owners, candidate => candidate.ContainsKey(axis.Key))
                ?? throw new DataException($"A recipe has no property '{axis.Key}'.");
            owner[axis.Key] = owner[axis.Key] is JsonArray ? new JsonArray([.. value.Split('+').Select(Value)]) : Value(value);
        }

        return RecipeRules.File.Parse(root.ToJsonString(), $"The grid's {string.Join(", ", values)}");
    }

    /// <summary>Numbers and truths as JSON; all else is a name.</summary>
    private static JsonNode? Value(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
