using System.Net;
using Microsoft.Net.Http.Headers;

namespace TextClassify.Api.Security;

/// <summary>
/// Where nobody is asked for a key, a page that somebody on this machine has open must not be the caller: neither under a name that its
/// site gave this address (DNS rebinding), nor from another site. Who says nothing of a page, such as curl or a client, is let through.
/// </summary>
internal sealed class BrowserGuard(RequestDelegate next, Exposure exposure, IOptions<SecurityOptions> security)
{
    private const string FetchSite = "Sec-Fetch-Site";

    private readonly string[] _allowed = security.Value.Origins;
    private readonly bool _asksForCallers = security.Value.AsksForCallers;

    public Task InvokeAsync(HttpContext http)
    {
        var problem = _asksForCallers ? null : Check(http.Request);
        return problem is null ? next(http) : new ProblemResult(problem).ExecuteAsync(http);
    }

    private Problem? Check(HttpRequest request) =>
        exposure.LoopbackOnly && !IsLoopback(request.Host)
            ? new Problem(
                ProblemTypes.ForeignHost,
                $"No keys are set, so only localhost and loopback addresses are answered, not {Quoted.Name(request.Host.Value ?? "")}; to "
                    + $"open the service, {Exposure.Advice}.")
            : Changes(request.Method) && !IsOwn(request)
            ? new Problem(
                ProblemTypes.CrossSite,
                $"The request comes from a page of {Quoted.Name(Origin(request) ?? "another site")}, and no keys are set; "
                    + "Security:AllowedOrigins names the origins whose pages may call.")
            : null;

    /// <summary>A request without a host is none of a browser's.</summary>
    private static bool IsLoopback(HostString host)
    {
        ReadOnlySpan<char> name = host.Host.AsSpan().TrimStart('[').TrimEnd(']');
        return !host.HasValue
            || name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address));
    }

    private static bool Changes(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method) && !HttpMethods.IsTrace(method);

    /// <summary>
    /// A gateway may have another host and scheme than the page was loaded by, so what the browser says of the site goes before the origin.
    /// </summary>
    private bool IsOwn(HttpRequest request)
    {
        if (Origin(request) is { } origin && _allowed.Contains(origin, StringComparer.OrdinalIgnoreCase))
        {
            return true;
        }

        string? site = request.Headers[FetchSite];
        return site is not null ? site is "same-origin" or "none"
            : Origin(request) is not { } from || (Uri.TryCreate(from, UriKind.Absolute, out var page) && IsAt(page, request.Host));
    }

    private static bool IsAt(Uri page, HostString host) =>
        page.IdnHost.Trim('[', ']').Equals(host.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase)
        && (host.Port is { } port ? page.Port == port : page.IsDefaultPort);

    private static string? Origin(HttpRequest request) => request.Headers[HeaderNames.Origin] is [{ Length: > 0 } origin] ? origin : null;
}
