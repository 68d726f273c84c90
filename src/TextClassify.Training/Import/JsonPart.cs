using System.Text.Json;

namespace TextClassify.Training.Import;

/// <summary>A value of a JSON file that knows where it stands, so that what does not fit is named.</summary>
/// <param name="File">The file.</param>
/// <param name="Place">As <c>$.model.vocab</c>.</param>
/// <param name="Value">The value.</param>
internal sealed record JsonPart(string File, string Place, JsonElement Value)
{
    private const int MostText = 200;

    /// <summary>Null where there is no such property, or it is null.</summary>
    public JsonPart? this[string name] =>
        Value.ValueKind is JsonValueKind.Object && Value.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null
            ? new JsonPart(File, $"{Place}.{name}", value)
            : null;

    public JsonPart AsObject() => Value.ValueKind is JsonValueKind.Object ? this : throw Misfit("an object");

    public IEnumerable<JsonPart> Items() => Value.ValueKind is JsonValueKind.Array
        ? Value.EnumerateArray().Select((item, index) => new JsonPart(File, $"{Place}[{index}]", item))
        : throw Misfit("a list");

    public IEnumerable<(string Name, JsonPart Value)> Properties() =>
        AsObject().Value.EnumerateObject().Select(property => (Whole(() => property.Name), new JsonPart(File, Place, property.Value)));

    public string Text() => Value.ValueKind is JsonValueKind.String ? Whole(() => Value.GetString()!) : throw Misfit("a text");

    public bool Truth() =>
        Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? Value.GetBoolean() : throw Misfit("true or false");

    public int Whole() =>
        Value.ValueKind is JsonValueKind.Number && Value.TryGetInt32(out int number) ? number : throw Misfit("a whole number");

    /// <summary>A number of any size as one that fits.</summary>
    public int Clamped(int most) =>
        Value.ValueKind is JsonValueKind.Number ? (int)Math.Clamp(Value.GetDouble(), 0, most) : throw Misfit("a number");

    /// <summary>A property's text; null where there is none.</summary>
    public string? TextOf(string name) => this[name]?.Text();

    public bool? TruthOf(string name) => this[name]?.Truth();

    /// <summary>Says that a value is not what can be imported.</summary>
    public DataException Unknown(string known) => new($"{File} has {Shown()} at {Place}; {known}.");

    /// <summary>A text that is read; an escape may stand for half a character.</summary>
    private string Whole(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            throw Misfit("a text of whole characters");
        }
    }

    private DataException Misfit(string expected) => new($"{File} has {Shown()} at {Place} where {expected} is expected.");

    private string Shown()
    {
        string raw = Value.GetRawText();
        return new string([.. raw.Take(MostText).Select(unit => char.IsControl(unit) ? ' ' : unit)]) + (raw.Length > MostText ? "..." : "");
    }
}
