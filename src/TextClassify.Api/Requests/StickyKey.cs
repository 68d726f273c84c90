using TextClassify.Api.Identity;

namespace TextClassify.Api.Requests;

/// <summary>
/// Whose requests always get the same version while a canary runs: whoever the header names, else the caller by key or token. A caller
/// nobody knows is another one each time, so that a gateway's traffic is split by weight and not all or nothing.
/// </summary>
internal static class StickyKey
{
    public const string Header = "X-Sticky-Key";

    public static string Of(HttpContext http) =>
        http.Request.Headers[Header] is [{ Length: > 0 } given] ? $"given/{given}"
        : http.User.Identity is { IsAuthenticated: true, Name: { } name, AuthenticationType: var scheme }
            && scheme != Callers.Open ? $"{scheme}/{name}"
        : $"request/{RequestId.Of(http)}";
}
