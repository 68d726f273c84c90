using System.Security.Claims;

namespace TextClassify.Api.Security;

/// <summary>Who calls, and what they may do.</summary>
internal static class Callers
{
    /// <summary>The scheme of those who were not asked who they are.</summary>
    public const string Open = "open";

    /// <summary>Everybody, where nobody is asked who they are.</summary>
    public static readonly ClaimsPrincipal Anyone = Of(Open, "anyone", Scopes.All);

    public static ClaimsPrincipal Of(string scheme, string name, string[] scopes) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, name), .. scopes.Select(scope => new Claim(Scopes.ClaimType, scope))], scheme));

    public static bool May(ClaimsPrincipal caller, string scope) =>
        caller.Claims.Any(claim => claim.Type is Scopes.ClaimType or "scp" && claim.Value.Split(' ').Contains(scope));
}
