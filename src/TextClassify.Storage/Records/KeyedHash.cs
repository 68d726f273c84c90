using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace TextClassify.Storage.Records;

/// <summary>HMAC-SHA256 under the key of the folder, cut to <see cref="Bytes"/>. Safe for concurrent use.</summary>
public static class KeyedHash
{
    public const int Bytes = 16;

    /// <summary>Of a text's hash, as files have it: two of 100 million texts have the same with a chance of 0.03 %.</summary>
    public const int FileBytes = 8;

    private const int StackBytes = 1_024;

    // Kept for the thread that records: to make one takes longer than to hash a sentence.
    [ThreadStatic]
    private static IncrementalHash? _hash;

    [ThreadStatic]
    private static byte[]? _key;

    public static byte[] OfText(ReadOnlySpan<byte> key, string text) => Of(key, text);

    /// <summary>Never that of a text: a caller's name may be one.</summary>
    public static byte[] OfCaller(ReadOnlySpan<byte> key, string name) => Of(key, "caller\0" + name);

    private static byte[] Of(ReadOnlySpan<byte> key, string value)
    {
        if (_hash is null || !key.SequenceEqual(_key))
        {
            _hash?.Dispose();
            (_hash, _key) = (IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key), key.ToArray());
        }

        int most = Encoding.UTF8.GetMaxByteCount(value.Length);
        byte[]? rented = most > StackBytes ? ArrayPool<byte>.Shared.Rent(most) : null;
        Span<byte> text = rented ?? stackalloc byte[StackBytes];
        _hash.AppendData(text[..Encoding.UTF8.GetBytes(value, text)]);
        if (rented is not null)
        {
            // It held what nobody else is to read.
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }

        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        _hash.GetHashAndReset(whole);
        return whole[..Bytes].ToArray();
    }
}
