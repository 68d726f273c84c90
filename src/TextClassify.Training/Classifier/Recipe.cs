using System.Text.Json.Serialization;

namespace TextClassify.Training.Classifier;

/// <summary>A named, reproducible training set-up: <c>recipes/*.json</c>. Paths are relative to the data folder.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record Recipe
{
    /// <summary>The name of the package it makes.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence for people who list the models.</summary>
    public required string Description { get; init; }

    /// <summary>What a person must be told before looking at the data or the package; stands at the head of the card.</summary>
    public string? Warning { get; init; }

    /// <summary>What the data are and where a user gets them.</summary>
    public required string Source { get; init; }

    /// <summary>Training files, CSV, TSV or JSONL, plain or gzip.</summary>
    public required IReadOnlyList<string> Train { get; init; }

    /// <summary>Development file; without it <see cref="DevShare"/> of the training rows is set aside by seed.</summary>
    public string? Dev { get; init; }

    /// <summary>Held-out file for <c>evaluate --split test</c>.</summary>
    public string? Test { get; init; }

    /// <summary>Column or JSON property of the text.</summary>
    public string TextColumn { get; init; } = "text";

    /// <summary>Column or JSON property of the label.</summary>
    public string LabelColumn { get; init; } = "label";

    /// <summary>
    /// Column or JSON property of a label within the label ("HUM:group" within "HUM"). A second output layer learns it in training and is
    /// then thrown away: states that tell finer classes apart tell the coarse ones better (multi-task learning, Caruana 1997).
    /// </summary>
    public string? FinerLabelColumn { get; init; }

    /// <summary>Share of train set aside when there is no <see cref="Dev"/>; stratified; the same for all seeds.</summary>
    public double DevShare { get; init; } = 0.1;

    /// <summary>Tokens beyond this are cut.</summary>
    public int MaxTokens { get; init; } = 256;

    /// <summary>Training words kept when seen at least so often.</summary>
    public int MinCount { get; init; } = 2;

    /// <summary>Most vocabulary rows: training words first, then the most frequent words of the vectors file.</summary>
    public int MaxVocabulary { get; init; } = 30_000;

    public CrnnOptions Net { get; init; } = new();

    public TrainingOptions Training { get; init; } = new();

    /// <summary>Where the files are; <paramref name="option"/> is <c>--data</c>.</summary>
    /// <exception cref="DataException">The folder is needed and not there.</exception>
    public string FindData(string? option) => DataFolder.ResolveFor(Train.Append(Dev).OfType<string>(), option);
}
