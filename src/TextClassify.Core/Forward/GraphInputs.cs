using System.Text.Json.Serialization;

namespace TextClassify.Forward;

/// <summary>
/// What a package calls the inputs of its forward graph; those it does not name, the graph does not take. B rows, T tokens of the longest
/// with what the model reads around every text.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record GraphInputs
{
    /// <summary>int64 [B,T]. Beside <see cref="Embeddings"/> the graph makes positions of them, and no vectors.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Ids { get; init; }

    /// <summary>Floats [B,T,D], of the package's table.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Embeddings { get; init; }

    /// <summary>int64 [B]: tokens of each row.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Lengths { get; init; }

    /// <summary>int64 [B,T]: 1 for a token of the row, 0 for padding.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Mask { get; init; }

    /// <summary>int64 [B,T]: 0 everywhere, since a text is one segment.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Types { get; init; }

    /// <summary>Those that are named, in a fixed order.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Names
    {
        get
        {
            var names = new List<string>(capacity: 5);
            foreach (string? name in (ReadOnlySpan<string?>)[Ids, Embeddings, Lengths, Mask, Types])
            {
                if (name is not null)
                {
                    names.Add(name);
                }
            }

            return names;
        }
    }
}
