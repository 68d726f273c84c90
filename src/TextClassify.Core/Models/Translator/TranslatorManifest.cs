using System.Text.Json.Serialization;
using TextClassify.Translation;

namespace TextClassify.Models.Translator;

/// <summary>The content of <c>model.json</c> of a translator's package. Unknown properties are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TranslatorManifest : PackageManifest
{
    /// <summary>The schema this code writes and reads.</summary>
    public const int CurrentSchema = 1;

    public const string ArchitectureName = "translator";
    public const string TaskName = "translation";

    /// <summary>Reads a source; see <see cref="TranslatorGraph"/>.</summary>
    public const string ReadFile = "read.onnx";

    /// <summary>Writes a symbol; see <see cref="TranslatorGraph"/>.</summary>
    public const string WriteFile = "write.onnx";

    public required TextNotation Notation { get; init; }

    public required TranslatorShape Shape { get; init; }
}
