using System.Security.Cryptography;
using System.Text;

namespace TextClassify.Api.Security;

/// <summary>
/// SHA-256 of a key. Keys are 256 random bits, or at least <see cref="MinLength"/> characters of the operator's own, so a plain
/// hash can't be searched and each request pays a microsecond; a password would need a slow one.
/// </summary>
internal static class KeyHash
{
    public const int Size = SHA256.HashSizeInBytes;
    public const int MinLength = 24;

    private const string Prefix = "sha256:";

    public static string Text(string key) => Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public static bool TryParse(string text, out byte[] hash)
    {
        hash = new byte[Size];
        return text.StartsWith(Prefix, StringComparison.Ordinal)
            && text.Length == Prefix.Length + (2 * Size)
            && Convert.FromHexString(text.AsSpan(Prefix.Length), hash, out _, out _) == System.Buffers.OperationStatus.Done;
    }
}
