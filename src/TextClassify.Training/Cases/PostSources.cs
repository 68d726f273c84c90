using System.Text.RegularExpressions;

namespace TextClassify.Training.Cases;

/// <summary>
/// A post of a newsgroup as what several people wrote: its subject, its own text, and what it quotes. Who wrote it is left out: header
/// lines but the subject, lines that name whom a quotation is of, and the signature.
/// </summary>
internal static partial class PostSources
{
    public const string Subject = "subject";
    public const string Own = "own";
    public const string Quoted = "quoted";

    /// <summary>All three in one text.</summary>
    public const string Whole = "text";

    private const string SubjectHeader = "Subject:";
    private const string Signature = "--";

    private static readonly char[] QuoteSigns = ['>', '|', ':'];

    public static IReadOnlyList<string> Names { get; } = [Subject, Own, Quoted, Whole];

    /// <param name="post">With its header lines; a blank line ends them.</param>
    /// <param name="sources">Names of those that are asked for.</param>
    public static string[] Cut(string post, IReadOnlyList<string> sources)
    {
        string[] lines = post.ReplaceLineEndings("\n").Split('\n');
        int end = Array.FindIndex(lines, string.IsNullOrWhiteSpace);
        end = end < 0 ? lines.Length : end;
        string header = lines.Take(end).FirstOrDefault(
            line => line.StartsWith(SubjectHeader, StringComparison.OrdinalIgnoreCase), SubjectHeader);
        string subject = header[SubjectHeader.Length..].Trim();
        var (own, quoted) = (new List<string>(), new List<string>());
        foreach (string body in lines.Skip(end).Select(text => text.Trim()).TakeWhile(text => text != Signature))
        {
            if (body.AsSpan().IndexOfAny(QuoteSigns) == 0)
            {
                quoted.Add(body.TrimStart('>', '|', ':', ' '));
            }
            else if (!Attribution().IsMatch(body))
            {
                own.Add(body);
            }
        }

        var (said, heard) = (string.Join('\n', own).Trim(), string.Join('\n', quoted).Trim());
        return
        [
            .. sources.Select(name => name switch
            {
                Subject => subject,
                Own => said,
                Quoted => heard,
                _ => string.Join('\n', subject, said, heard).Trim(),
            }),
        ];
    }

    // "In article <...> someone writes:", on one line or the first of two.
    [GeneratedRegex(@"(\b(writes|wrote|says|said)\s*:\s*$)|(^In (article|message)\b.*[<@])", RegexOptions.IgnoreCase)]
    private static partial Regex Attribution();
}
