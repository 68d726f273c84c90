using System.Text.Json.Serialization;
using TextClassify.Communication;

namespace TextClassify.Models.Sources;

/// <summary>
/// The content of <c>model.json</c> of a package whose nodes read a source of a case each, exchange messages and answer together. In its
/// shape, the state width is that of a node, and the aspects are rows of token weights. Unknown properties are refused.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SourcesManifest : ModelManifest
{
    public const string ArchitectureName = "communicating_nodes";

    /// <summary>A node reads its text; see <see cref="SourcesGraph"/>.</summary>
    public const string ReadFile = "read.onnx";

    /// <summary>A node takes in what it heard; see <see cref="SourcesGraph"/>.</summary>
    public const string NodeFile = "node.onnx";

    /// <summary>What a node says of its tokens; see <see cref="SourcesGraph"/>.</summary>
    public const string ReadoutFile = "readout.onnx";

    /// <summary>In the order of their roles; the names are distinct.</summary>
    public required IReadOnlyList<SourceDescription> Sources { get; init; }

    /// <summary>The source that a plain text is.</summary>
    public required string TextSource { get; init; }

    public required CommunicationShape Communication { get; init; }

    /// <summary>The role of a source, or -1.</summary>
    public int RoleOf(string name)
    {
        for (int role = 0; role < Sources.Count; role++)
        {
            if (Sources[role].Name == name)
            {
                return role;
            }
        }

        return -1;
    }
}

/// <param name="MessageWidth">d, numbers of a message, in single precision.</param>
/// <param name="Rounds">Exchanges behind the ends of the texts.</param>
/// <param name="ReadWidth">Numbers of a token that the readout takes.</param>
public sealed record CommunicationShape(int MessageWidth, int Rounds, int ReadWidth);
