using System.Text.Json.Serialization;

namespace TextClassify.Training.Language;

/// <summary>A reproducible set-up of a character language model: <c>recipes/lm_*.json</c>. Paths are relative to the data folder.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record LanguageRecipe
{
    /// <summary>The name of the package it makes.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence for people who list the models.</summary>
    public required string Description { get; init; }

    /// <summary>What the data are and where a user gets them.</summary>
    public required string Source { get; init; }

    /// <summary>False when the text's licence lets no model of it be passed on: no package is made.</summary>
    public bool Ship { get; init; } = true;

    /// <summary>CSV, TSV or JSONL with a text column, or .txt with a text a line; plain or gzip.</summary>
    public required IReadOnlyList<string> Train { get; init; }

    /// <summary>Development file; without it <see cref="DevShare"/> of the training texts is set aside.</summary>
    public string? Dev { get; init; }

    /// <summary>Share of train set aside when there is no <see cref="Dev"/>; which texts go hangs on the texts alone.</summary>
    public double DevShare { get; init; } = 0.01;

    public string TextColumn { get; init; } = "text";

    /// <summary>What is put in place of what, in this order, before a character is read.</summary>
    public IReadOnlyList<Replacement> Replace { get; init; } = [];

    /// <summary>Characters seen so often in the training texts are known; the others are one unknown character.</summary>
    public int MinCount { get; init; } = 1_000;

    public CharacterNetOptions Net { get; init; } = new();

    public LanguageTraining Training { get; init; } = new();
}

internal sealed record Replacement(string Old, string New);
