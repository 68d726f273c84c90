using System.Security.Cryptography;
using System.Text;

namespace TextClassify.Storage.Records;

/// <summary>HMAC-SHA256 under the key of the folder, cut to <see cref="Bytes"/>.</summary>
public static class KeyedHash
{
    public const int Bytes = 16;

    /// <summary>Of a text's hash, as files have it: two of 100 million texts have the same with a chance of 0.03 %.</summary>
    public const int FileBytes = 8;

    public static byte[] OfText(ReadOnlySpan<byte> key, string text) => Of(key, text);

    /// <summary>Never that of a text: a caller's name may be one.</summary>
    public static byte[] OfCaller(ReadOnlySpan<byte> key, string name) => Of(key, "caller\0" + name);

    private static byte[] Of(ReadOnlySpan<byte> key, string value) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(value))[..Bytes];
}
