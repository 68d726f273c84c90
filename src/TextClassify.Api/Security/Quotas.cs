using System.Collections.Concurrent;
using System.Security.Claims;

namespace TextClassify.Api.Security;

/// <summary>
/// Holds callers to the tokens a minute that models run for them: of a text each as often as it is run. What a request may take at most is
/// taken before it begins, and what it did not need is given back. Counted in this process: two replicas allow twice as much.
/// </summary>
internal sealed class Quotas(IOptions<SecurityOptions> options, TimeProvider time)
{
    /// <summary>Subjects of bearer tokens come and go; full buckets are let go above this number.</summary>
    private const int MostIdle = 4_096;

    /// <summary>A debt can be given back while it is waited for, and may be longer than a timer runs.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, TokenBucket> _buckets = [];

    /// <summary>Null when the tokens were taken.</summary>
    public Problem? Take(ClaimsPrincipal caller, long tokens)
    {
        if (Bucket(caller, out int perMinute) is not { } bucket || bucket.Take(tokens) is var wait && wait == TimeSpan.Zero)
        {
            return null;
        }

        int seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        return new Problem(
            ProblemTypes.QuotaExceeded,
            $"The request may take {tokens} tokens, those of each text times its model calls, and the caller has {perMinute} a minute; "
                + $"try again in {seconds} s.")
        {
            Limit = perMinute,
            RetryAfterSeconds = seconds,
        };
    }

    /// <summary>Takes the tokens as soon as they can be had: a stream is held back where a request is refused.</summary>
    public async ValueTask WaitAsync(ClaimsPrincipal caller, long tokens, CancellationToken cancellationToken)
    {
        if (Bucket(caller, out _) is not { } bucket)
        {
            return;
        }

        while (bucket.Take(tokens) is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait < LongestSleep ? wait : LongestSleep, time, cancellationToken);
        }
    }

    /// <summary>Gives tokens back that were taken and not needed.</summary>
    public void GiveBack(ClaimsPrincipal caller, long tokens)
    {
        if (tokens > 0)
        {
            Bucket(caller, out _)?.Give(tokens);
        }
    }

    private TokenBucket? Bucket(ClaimsPrincipal caller, out int perMinute)
    {
        var security = options.Value;
        perMinute = 0;
        if (!security.AsksForCallers || caller.Identity is not { Name: { } name, AuthenticationType: { } scheme })
        {
            return null;
        }

        perMinute = scheme == KeyRing.Scheme
            ? security.Keys.FirstOrDefault(key => key.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value?.TokensPerMinute ?? 0
            : security.Jwt.TokensPerMinute;
        if (perMinute == 0)
        {
            return null;
        }

        if (_buckets.Count > MostIdle)
        {
            foreach (var (idle, _) in _buckets.Where(entry => entry.Value.IsFull))
            {
                _buckets.TryRemove(idle, out _);
            }
        }

        int size = perMinute;
        return _buckets.GetOrAdd($"{scheme}/{name}", _ => new TokenBucket(size, time));
    }
}
