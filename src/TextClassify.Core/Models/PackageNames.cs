using System.Buffers;

namespace TextClassify.Models;

/// <summary>How models, versions and files of a package may be named; none of these names can leave its folder.</summary>
public static class PackageNames
{
    public const string ModelNameRule = "1 to 64 of a-z, 0-9 and '-', starting with a letter";
    public const string VersionRule = "1 to 32 of A-Z, a-z, 0-9, '.' and '-', starting with a letter or digit";

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly SearchValues<char> VersionCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-");

    private static readonly SearchValues<char> FileCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    public static bool IsModelName(string name) =>
        name.Length is >= 1 and <= 64 && char.IsAsciiLetterLower(name[0]) && !name.AsSpan().ContainsAnyExcept(NameCharacters);

    public static bool IsVersion(string version) =>
        version.Length is >= 1 and <= 32 && char.IsAsciiLetterOrDigit(version[0]) && !version.AsSpan().ContainsAnyExcept(VersionCharacters);

    public static bool IsFile(string file) =>
        file.Length is >= 1 and <= 128 && char.IsAsciiLetterOrDigit(file[0]) && !file.AsSpan().ContainsAnyExcept(FileCharacters);

    public static bool IsSha256(string? hash) => hash is { Length: 64 } && !hash.AsSpan().ContainsAnyExcept(HexDigits);
}
