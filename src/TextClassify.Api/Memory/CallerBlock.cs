using TextClassify.Api.Identity;
using TextClassify.Storage.Records;

namespace TextClassify.Api.Memory;

/// <summary>
/// To which of 64 groups a caller belongs. Texts of one caller resemble each other; groups that move together are what tests of drift
/// shuffle. A caller nobody knows is another one each time: one address may be a gateway's.
/// </summary>
internal static class CallerBlock
{
    // FNV-1a, 64 bits: the same on every replica and after every start.
    private const ulong Offset = 14_695_981_039_346_656_037;
    private const ulong Prime = 1_099_511_628_211;

    /// <summary>As its key or token names it; null of one whom nobody knows.</summary>
    public static string? NameOf(HttpContext http) =>
        http.User.Identity is { IsAuthenticated: true, AuthenticationType: not Callers.Open, Name: { } name } ? name : null;

    public static byte Of(HttpContext http, Guid prediction)
    {
        if (NameOf(http) is not { } name)
        {
            Span<byte> bytes = stackalloc byte[16];
            prediction.TryWriteBytes(bytes);
            return (byte)(bytes[^1] % StoredRequest.Blocks);
        }

        ulong hash = Offset;
        foreach (char letter in name)
        {
            hash = (hash ^ letter) * Prime;
        }

        return (byte)((hash ^ (hash >> 32)) % StoredRequest.Blocks);
    }
}
