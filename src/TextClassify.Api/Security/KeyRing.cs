using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using TextClassify.Api.Identity;

namespace TextClassify.Api.Security;

/// <summary>The keys of the configuration. Immutable.</summary>
internal sealed class KeyRing
{
    public const string Scheme = "key";

    /// <summary>Longer keys are not hashed: nobody was given one.</summary>
    private const int MaxLength = 512;

    private readonly Entry[] _entries;
    private readonly TimeProvider _time;

    public KeyRing(IOptions<SecurityOptions> options, TimeProvider time)
    {
        _time = time;
        _entries = [.. options.Value.Keys.Select(Entry.Of)];
    }

    /// <summary>Null for a key that is unknown or has expired. Every entry is compared, in constant time, whichever fits.</summary>
    public ClaimsPrincipal? Find(string key)
    {
        if (key.Length > MaxLength)
        {
            return null;
        }

        Span<byte> hash = stackalloc byte[KeyHash.Size];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        Entry? found = null;
        foreach (var entry in _entries)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, entry.Hash))
            {
                found = entry;
            }
        }

        return found is not null && (found.ExpiresAt is not { } end || _time.GetUtcNow() < end) ? found.Caller : null;
    }

    private sealed record Entry(byte[] Hash, DateTimeOffset? ExpiresAt, ClaimsPrincipal Caller)
    {
        public static Entry Of(KeyValuePair<string, ApiKeyOptions> key)
        {
            _ = KeyHash.TryParse(key.Value.Hash, out byte[] hash);
            return new Entry(hash, key.Value.ExpiresAt, Callers.Of(Scheme, key.Key.ToLowerInvariant(), key.Value.ScopeList));
        }
    }
}
