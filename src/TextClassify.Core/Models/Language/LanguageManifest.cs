using System.Text.Json.Serialization;

namespace TextClassify.Models.Language;

/// <summary>The content of <c>model.json</c> of a language model's package. Unknown properties are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record LanguageManifest : PackageManifest
{
    /// <summary>The schema this code writes and reads.</summary>
    public const int CurrentSchema = 1;

    public const string ArchitectureName = "mzu_lm";
    public const string TaskName = "language_modelling";
    public const string StepFile = "step.onnx";

    public required LanguageShape Shape { get; init; }

    /// <summary>What there is beyond the two graphs, in the words of <see cref="Models.Capabilities"/>: gradients, or nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Capabilities { get; init; }

    /// <summary>
    /// The shape of <see cref="ModelManifest.EmbeddingFile"/>; null in a package without gradients, which has no such file.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EmbeddingShape? Embedding { get; init; }
}

/// <summary>A text whose surprisal travels with the package and must come out again before it is served.</summary>
/// <param name="Text">The text.</param>
/// <param name="Bits">One a character.</param>
/// <param name="GradientXInput">
/// Gradient times input of the logit of the likeliest character behind the text, one a character; in packages that carry a backward pass,
/// absent in others.
/// </param>
public sealed record GoldenSurprisal(
    string Text,
    IReadOnlyList<double> Bits,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<double>? GradientXInput = null);

/// <summary>The content of <c>profile.json</c> of a language model: how surprising passages of the development texts are.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record LanguageProfile
{
    public const int CurrentSchema = 1;

    /// <summary>Values of <see cref="BitsPercentiles"/>.</summary>
    public const int Percentiles = 101;

    public required int SchemaVersion { get; init; }

    /// <summary>Passages measured: the beginnings of that many development texts.</summary>
    public required int Texts { get; init; }

    /// <summary>Characters a passage, at most.</summary>
    public required int PassageLength { get; init; }

    /// <summary>Bits per character at percentile 0, 1 ... 100, rising.</summary>
    public required IReadOnlyList<double> BitsPercentiles { get; init; }
}

/// <summary>A language model's package that passed every check that needs no runtime.</summary>
/// <param name="Manifest">The content of <see cref="ModelManifest.FileName"/>.</param>
/// <param name="Sha256">Of that file.</param>
/// <param name="Vocabulary">Its characters.</param>
/// <param name="Golden">At least one.</param>
/// <param name="Profile">Of its development texts.</param>
public sealed record LanguagePackage(
    LanguageManifest Manifest,
    string Sha256,
    Text.CharacterVocabulary Vocabulary,
    IReadOnlyList<GoldenSurprisal> Golden,
    LanguageProfile Profile);
