using System.Buffers;
using System.Text;

namespace TextClassify.Inference.Nodes;

/// <summary>
/// Where nodes listen. A text is read by any node of its source; what follows goes to the one that has read it, so that a node which was
/// started again is asked for nothing that it does not know.
/// <code>
/// textclassify.node.MODEL.VERSION.SOURCE.read
/// textclassify.node.MODEL.VERSION.SOURCE.at.INSTANCE.step
/// textclassify.node.MODEL.VERSION.SOURCE.at.INSTANCE.tokens
/// </code>
/// </summary>
public static class NodeSubjects
{
    public const string Root = "textclassify.node";

    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>All of one source of a package.</summary>
    public static string Source(string model, string version, string source) =>
        $"{Root}.{Token(model)}.{Token(version)}.{Token(source)}";

    public static string Read(string source) => $"{source}.read";

    public static string Step(string source, ulong instance) => $"{source}.at.{instance:x16}.step";

    public static string Tokens(string source, ulong instance) => $"{source}.at.{instance:x16}.tokens";

    /// <summary>
    /// A name as one token of a subject: what has a meaning there, and all beyond ASCII's letters and digits, is <c>=XX</c>, a byte of
    /// UTF-8.
    /// </summary>
    public static string Token(string name)
    {
        if (!name.AsSpan().ContainsAnyExcept(Plain))
        {
            return name;
        }

        var token = new StringBuilder(name.Length + 8);
        foreach (byte unit in Encoding.UTF8.GetBytes(name))
        {
            _ = Plain.Contains((char)unit) ? token.Append((char)unit) : token.Append('=').Append(unit.ToString("X2", null));
        }

        return token.ToString();
    }
}
