using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using TextClassify.Api.Identity;

namespace TextClassify.Api.Security;

/// <summary>
/// Reads a key from <c>Authorization: Bearer KEY</c> or <c>X-Api-Key: KEY</c>. What it refuses is answered by the problem middleware.
/// </summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    KeyRing keys,
    IOptions<SecurityOptions> security)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Header = "X-Api-Key";

    private const string Bearer = "Bearer ";

    public static string? Presented(HttpRequest request) =>
        request.Headers.TryGetValue(Header, out var own) ? (own is [{ Length: > 0 } key] ? key : null)
        : request.Headers.Authorization is [{ } authorization] && authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? authorization[Bearer.Length..].Trim()
        : null;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!security.Value.AsksForCallers)
        {
            return Task.FromResult(Success(Callers.Anyone));
        }

        return Task.FromResult(Presented(Request) is not { Length: > 0 } presented ? AuthenticateResult.NoResult()
            : keys.Find(presented) is { } caller ? Success(caller)
            : AuthenticateResult.Fail("The key is not known."));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return base.HandleChallengeAsync(properties);
    }

    private AuthenticateResult Success(ClaimsPrincipal caller) => AuthenticateResult.Success(new AuthenticationTicket(caller, Scheme.Name));
}
