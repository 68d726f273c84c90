using TextClassify.Inference.Sharing;

namespace TextClassify.Api.Security;

/// <summary>
/// Whose request the model runs for. A caller is a key or a token's subject; where nobody is asked, an address, which costs something to have many of. Requests
/// of one caller share what the caller gets, so behind a gateway, or on one machine, each request has the same share.
/// </summary>
internal static class CallerOfRuns
{
    public static Task Begin(HttpContext http, RequestDelegate next) => new RunOwner(Of(http)).Begin(() => next(http));

    public static string Of(HttpContext http) =>
        http.User.Identity is { IsAuthenticated: true, Name: { } name, AuthenticationType: var scheme } && scheme != Callers.Open ? $"{scheme}/{name}"
        : $"address/{http.Connection.RemoteIpAddress}";
}
