namespace TextClassify.Models.Sources;

/// <summary>
/// Names in the three graphs of a model of several sources. B texts, N nodes of any number of cases, T tokens of the longest text, m the
/// state width, d numbers of a message; floats are 32 bit, row-major.
/// <para>
/// <see cref="SourcesManifest.ReadFile"/> takes <see cref="ForwardGraph.TokenIds"/>, <see cref="ForwardGraph.Lengths"/> and
/// <see cref="Roles"/>, and gives <see cref="Tokens"/>, <see cref="State"/> and <see cref="Message"/>.
/// </para>
/// <para>
/// <see cref="SourcesManifest.NodeFile"/> takes <see cref="State"/>, <see cref="Heard"/> and <see cref="Roles"/>, and gives the next
/// <see cref="NextState"/> and <see cref="Message"/>. A node that heard nothing takes zeros.
/// </para>
/// <para>
/// <see cref="SourcesManifest.ReadoutFile"/> takes <see cref="Tokens"/> of B texts, <see cref="Texts"/> and <see cref="State"/> of N nodes,
/// and gives <see cref="Scores"/>, <see cref="Values"/> and <see cref="ForwardGraph.Bias"/> [C]. Beyond a text's length they mean nothing.
/// </para>
/// </summary>
public static class SourcesGraph
{
    /// <summary>int64, the source of each row by its place in the manifest.</summary>
    public const string Roles = "roles";

    /// <summary>[B,T,w], what the readout takes of each token, in the width that the manifest names.</summary>
    public const string Tokens = "tokens";

    /// <summary>[B,m] or [N,m].</summary>
    public const string State = "state";

    /// <summary>[N,m].</summary>
    public const string NextState = "next_state";

    /// <summary>[B,d] or [N,d], within -1 and 1.</summary>
    public const string Message = "message";

    /// <summary>[N,d], the mean of the messages that arrived.</summary>
    public const string Heard = "heard";

    /// <summary>int64 [N], which text each node has read.</summary>
    public const string Texts = "texts";

    /// <summary>a, [N,T,R].</summary>
    public const string Scores = "scores";

    /// <summary>Of token t, aspect r and class c: <c>&lt;W[r,c], v[t]&gt;</c>, [N,T,R,C].</summary>
    public const string Values = "values";
}
