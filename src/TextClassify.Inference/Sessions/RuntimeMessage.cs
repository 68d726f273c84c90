using System.Text.RegularExpressions;

namespace TextClassify.Inference.Sessions;

/// <summary>
/// What the runtime or the system says of a failure, for callers: one sentence, and nothing of where files lie on this machine.
/// </summary>
internal static partial class RuntimeMessage
{
    private const int MostCharacters = 400;

    /// <param name="error">What was thrown.</param>
    /// <param name="folder">The one that was read, whose name may have blanks; null for none.</param>
    public static string Of(Exception error, string? folder = null)
    {
        string message = error.Message;
        int end = message.AsSpan().IndexOfAny('\r', '\n');
        string line = end < 0 ? message : message[..end];
        line = folder is null
            ? line
            : line.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
                .Replace(folder, "the package", StringComparison.Ordinal);

        // What it says of such a path depends on what lies there.
        if (line.Contains("external data", StringComparison.OrdinalIgnoreCase))
        {
            return "its external data are not in the package, or are not what it says.";
        }

        string bare = AbsolutePath().Replace(line, "$1").TrimEnd();
        return bare.Length > MostCharacters ? $"{bare.AsSpan(0, MostCharacters)}..." : bare.EndsWith('.') ? bare : bare + ".";
    }

    /// <summary>The group is the last part. A drive, two backslashes, or a slash where a word begins.</summary>
    [GeneratedRegex("""(?<![\w./\\])(?:[A-Za-z]:[\\/]|\\\\|/)(?:[^\s"'\\/]+[\\/])*([^\s"'\\/]*)""")]
    private static partial Regex AbsolutePath();
}
