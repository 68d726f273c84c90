using System.Buffers;

namespace TextClassify.Models;

/// <summary>How models, versions and files of a package may be named; none of these names can leave its folder.</summary>
public static class PackageNames
{
    public const string ModelNameRule = "1 to 64 of a-z, 0-9 and '-', starting with a letter";
    public const string VersionRule = "1 to 32 of A-Z, a-z, 0-9, '.' and '-', starting with a letter or digit, and not 'active'";

    /// <summary>The file beside a model's versions that says which one answers.</summary>
    public const string ActiveFile = "active";

    private const int MostFileLength = 128;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly SearchValues<char> VersionCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-");

    private static readonly SearchValues<char> FileCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    public static bool IsModelName(string name) =>
        name.Length is >= 1 and <= 64 && char.IsAsciiLetterLower(name[0]) && !name.AsSpan().ContainsAnyExcept(NameCharacters);

    /// <summary>
    /// A version's folder lies beside <see cref="ActiveFile"/> and its draft, which some file systems take for the same in any case.
    /// </summary>
    public static bool IsVersion(string version) =>
        version.Length is >= 1 and <= 32 && char.IsAsciiLetterOrDigit(version[0]) && !version.AsSpan().ContainsAnyExcept(VersionCharacters)
        && !IsTaken(version);

    public static bool IsFile(string file) =>
        file.Length is >= 1 and <= MostFileLength && char.IsAsciiLetterOrDigit(file[0]) && !file.AsSpan().ContainsAnyExcept(FileCharacters);

    public static bool IsSha256(string? hash) => hash is { Length: 64 } && !hash.AsSpan().ContainsAnyExcept(HexDigits);

    /// <summary>
    /// A name found on disk, fit for a message: at most so long as a file's may be, and what isn't ASCII's letters, digits and signs is a
    /// '?'.
    /// </summary>
    public static string Printable(string name) =>
        string.Create(Math.Min(name.Length, MostFileLength), name, static (span, source) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                span[i] = source[i] is > ' ' and < (char)0x7F ? source[i] : '?';
            }
        });

    private static bool IsTaken(ReadOnlySpan<char> version) =>
        version.StartsWith(ActiveFile, StringComparison.OrdinalIgnoreCase)
        && (version.Length == ActiveFile.Length || version[ActiveFile.Length] == '.');
}
