using System.Text.Json.Serialization;

namespace TextClassify.Models.Aspect;

/// <summary>
/// The content of <c>model.json</c> of a package that says what a text thinks of each of its aspects. Its shape has one row of weights (an
/// aspect's attention), and no word states. Unknown properties are refused.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AspectManifest : ModelManifest
{
    public const string ArchitectureName = "mzu_aspect";
    public const string TaskName = "aspect_sentiment";

    /// <summary>Reads a text once, whatever is asked about it; see <see cref="AspectGraph"/>.</summary>
    public const string EncoderFile = "encoder.onnx";

    /// <summary>Says what the text read thinks of an aspect; see <see cref="AspectGraph"/>.</summary>
    public const string ReadoutFile = "readout.onnx";

    /// <summary>The composed zones of each direction's gates.</summary>
    public required ZoneShape Zones { get; init; }
}
