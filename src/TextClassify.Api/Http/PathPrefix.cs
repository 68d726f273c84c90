using System.Buffers;

namespace TextClassify.Api.Http;

/// <summary>
/// Serves under a path of a proxy's. Where the proxy leaves <see cref="ApiOptions.PathBase"/> on the path it is taken off here; where the
/// proxy takes it off, the setting or <c>X-Forwarded-Prefix</c> tells it. Page and documentation address all else relative to themselves
/// and need neither.
/// </summary>
internal sealed class PathPrefix(RequestDelegate next, IOptions<ApiOptions> options)
{
    public const string Header = "X-Forwarded-Prefix";

    private const int MaxLength = 256;

    private static readonly SearchValues<char> Safe =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/");

    private readonly PathString _set = Trimmed(options.Value.PathBase);

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (_set.HasValue && request.Path.StartsWithSegments(_set, out var rest))
        {
            request.Path = rest;
            request.PathBase = _set;
        }
        else
        {
            request.PathBase = _set.HasValue ? _set : Forwarded(request.Headers[Header]);
        }

        return next(context);
    }

    /// <summary>Anyone can send the header, and what it says stands in links: a path of this host, or it is passed over.</summary>
    private static PathString Forwarded(string? prefix) =>
        prefix is ['/', not '/', ..] and { Length: <= MaxLength } && prefix.AsSpan().IndexOfAnyExcept(Safe) < 0
            ? Trimmed(prefix)
            : PathString.Empty;

    private static PathString Trimmed(string prefix) => new(prefix.TrimEnd('/'));
}
