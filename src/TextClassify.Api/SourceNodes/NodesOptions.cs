using System.ComponentModel.DataAnnotations;
using TextClassify.Inference.Nodes;
using TextClassify.Nodes;

namespace TextClassify.Api.SourceNodes;

/// <summary>Processes elsewhere that answer for the sources of cases, over a NATS broker.</summary>
internal sealed class NodesOptions
{
    public const string SectionName = "Nodes";

    /// <summary>Where the broker is, such as tls://broker:4222; empty for nodes in this process alone.</summary>
    public string Url { get; set; } = "";

    /// <summary>Models of several sources whose cases are answered by nodes; names with commas between.</summary>
    public string Models { get; set; } = "";

    /// <summary>Longest wait for one reply of a node; a source that takes longer is late, and the others answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:10")]
    public TimeSpan Timeout { get; set; } = NodeRules.Default.Patience;

    /// <summary>Late answers of a source, none other between them, past which its nodes are left alone.</summary>
    [Range(2, 1_000)]
    public int LateInARow { get; set; } = NodeRules.Default.LateInARow;

    /// <summary>For how long; then one question tries.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "01:00:00")]
    public TimeSpan Break { get; set; } = NodeRules.Default.Break;

    /// <summary>Who connects; empty where the broker asks nobody.</summary>
    public string User { get; set; } = "";

    /// <summary>Has the password on its first line.</summary>
    public string PasswordFile { get; set; } = "";

    /// <summary>The authority that the broker's certificate is of, PEM; empty for those of the system.</summary>
    public string CaFile { get; set; } = "";

    /// <summary>Where replies go.</summary>
    public string Inbox { get; set; } = "_INBOX.textclassify";

    internal IReadOnlyList<string> ModelNames =>
        Models.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    internal NatsSettings Nats => new()
    {
        Url = Url,
        User = User,
        PasswordFile = PasswordFile,
        CaFile = CaFile,
        Inbox = Inbox,
    };
}

[OptionsValidator]
internal sealed partial class NodesOptionsValidator : IValidateOptions<NodesOptions>;
