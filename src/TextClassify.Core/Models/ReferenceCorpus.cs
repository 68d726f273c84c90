using System.Text.Json.Serialization;

namespace TextClassify.Models;

/// <summary>
/// The content of <c>corpus.json</c>: labelled texts that the model was chosen on, what it says of them, and whose states the maps show.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ReferenceCorpus
{
    public const string FileName = "corpus.json";

    public const int CurrentSchema = 1;

    public required int SchemaVersion { get; init; }

    /// <summary>The model that was asked; see <see cref="ModelDigest"/>.</summary>
    public required string ModelSha256 { get; init; }

    /// <summary>Texts measured; <see cref="Texts"/> may hold fewer.</summary>
    public required int Rows { get; init; }

    /// <summary>All measured texts by true label, then by predicted label.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Confusion { get; init; }

    /// <summary>The texts that are kept, at least one.</summary>
    public required IReadOnlyList<CorpusText> Texts { get; init; }
}

/// <param name="Text">As it stands in the data.</param>
/// <param name="Label">Index of its true label.</param>
/// <param name="Prediction">Index of the likeliest label.</param>
/// <param name="Score">Its calibrated probability.</param>
public sealed record CorpusText(string Text, int Label, int Prediction, double Score);
