using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.Extensions.Options;
using TextClassify.Api.Problems;

namespace TextClassify.Api.Security;

/// <summary>Holds callers to their tokens of text a minute. Counted in this process: two replicas allow twice as much.</summary>
internal sealed class Quotas(IOptions<SecurityOptions> options, TimeProvider time)
{
    /// <summary>Subjects of bearer tokens come and go; full buckets are let go above this number.</summary>
    private const int MostIdle = 4_096;

    private readonly ConcurrentDictionary<string, TokenBucket> _buckets = [];

    /// <summary>Null when the tokens were taken.</summary>
    public Problem? Take(ClaimsPrincipal caller, long tokens)
    {
        if (Bucket(caller, out int perMinute) is not { } bucket || bucket.Take(tokens) is var wait && wait == TimeSpan.Zero)
        {
            return null;
        }

        int seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        return new Problem(ProblemTypes.QuotaExceeded, $"The request has {tokens} tokens and the key may send {perMinute} a minute; try again in {seconds} s.")
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
            await Task.Delay(wait, time, cancellationToken);
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
