using System.Security.Claims;

namespace TextClassify.Api.Identity;

/// <summary>Who calls, and what they may do.</summary>
internal static class Callers
{
    /// <summary>The scheme of those who were not asked who they are.</summary>
    public const string Open = "open";

    private const int MostLogged = 64;

    /// <summary>Everybody, where nobody is asked who they are.</summary>
    public static readonly ClaimsPrincipal Anyone = Of(Open, "anyone", Scopes.All);

    public static ClaimsPrincipal Of(string scheme, string name, string[] scopes) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, name), .. scopes.Select(scope => new Claim(Scopes.ClaimType, scope))], scheme));

    /// <summary>
    /// The name of a key's holder or a token's subject, for the log: bounded and on one line. A request that did not get so far has none.
    /// </summary>
    public static string? NameOf(ClaimsPrincipal caller) => caller.Identity is { IsAuthenticated: true, Name: { } name } ? Fit(name) : null;

    /// <summary>Asked for every request: so nothing is split off.</summary>
    public static bool May(ClaimsPrincipal caller, string scope)
    {
        foreach (var claim in caller.Claims)
        {
            if (claim.Type is Scopes.ClaimType or "scp" && Holds(claim.Value, scope))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A key's name is so by its rule; a token's subject is its issuer's.</summary>
    private static string Fit(string name) => name.Length <= MostLogged && !name.AsSpan().ContainsAnyExceptInRange(' ', '~')
        ? name
        : string.Concat(name.Take(MostLogged).Select(static letter => letter is >= ' ' and <= '~' ? letter : '?'));

    private static bool Holds(ReadOnlySpan<char> scopes, ReadOnlySpan<char> scope)
    {
        foreach (var part in scopes.Split(' '))
        {
            if (scopes[part].SequenceEqual(scope))
            {
                return true;
            }
        }

        return false;
    }
}
