using System.Text.Json.Serialization;

namespace TextClassify.Translation;

/// <summary>What the symbols of a text are that a translator reads and writes.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TextNotation>))]
public enum TextNotation
{
    /// <summary>Atoms and bonds of SMILES, as <see cref="Molecules.SmilesTokens"/> cuts them.</summary>
    [JsonStringEnumMemberName("smiles")]
    Smiles,

    /// <summary>Unicode's scalar values.</summary>
    [JsonStringEnumMemberName("characters")]
    Characters,

    /// <summary>What stands between white space; a text is its words with one space between them.</summary>
    [JsonStringEnumMemberName("words")]
    Words,
}
