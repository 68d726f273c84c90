using TextClassify.Models;

namespace TextClassify.Kinds;

/// <summary>The manifest of a kind that the service does not bring: a word list in place of a net.</summary>
internal sealed record TallyManifest : PackageManifest
{
    public const string ArchitectureName = "tally";

    /// <summary>The labels and what each word gives to each.</summary>
    public required TallyTable Tally { get; init; }
}

/// <param name="Labels">Two or more.</param>
/// <param name="Words">Shares of the labels by word.</param>
/// <param name="Golden">A text, and the label it has.</param>
internal sealed record TallyTable(string[] Labels, Dictionary<string, float[]> Words, Dictionary<string, string> Golden);
