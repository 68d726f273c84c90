using System.Text.RegularExpressions;
using TextClassify.Api.Identity;

namespace TextClassify.Api.Security;

/// <summary>Tells all that is wrong. A hash is never repeated: what stands in its place may be the key itself.</summary>
internal sealed partial class SecurityOptionsRules : IValidateOptions<SecurityOptions>
{
    public ValidateOptionsResult Validate(string? name, SecurityOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        foreach (var (holder, key) in options.Keys)
        {
            Check(result, $"{SecurityOptions.SectionName}:{nameof(options.Keys)}:{holder}", holder, key);
        }

        Check(result, $"{SecurityOptions.SectionName}:{nameof(options.Jwt)}", options.Jwt);
        foreach (string origin in options.Origins.Where(origin => !IsOrigin(origin)))
        {
            result.AddError($"Security:AllowedOrigins has '{origin}', which is not an origin such as https://app.example.");
        }

        return result.Build();
    }

    private static void Check(ValidateOptionsResultBuilder result, string path, string holder, ApiKeyOptions key)
    {
        if (!HolderName().IsMatch(holder))
        {
            result.AddError($"{path}: '{holder}' is not a name of letters, digits and single underscores, 40 at most.");
        }

        if (!KeyHash.TryParse(key.Hash, out _))
        {
            result.AddError($"{path}:Hash is not one that hash-key writes: sha256: and 64 hexadecimal digits.");
        }

        if (key.ScopeList.Length == 0)
        {
            result.AddError($"{path}:Scopes is empty; there are {string.Join(", ", Scopes.All)}.");
        }

        foreach (string scope in key.ScopeList.Except(Scopes.All))
        {
            result.AddError($"{path}:Scopes has '{scope}'; there are {string.Join(", ", Scopes.All)}.");
        }

        if (key.TokensPerMinute < 0)
        {
            result.AddError($"{path}:TokensPerMinute is {key.TokensPerMinute}; it must be at least 0.");
        }
    }

    private static void Check(ValidateOptionsResultBuilder result, string path, JwtOptions jwt)
    {
        if (!jwt.Enabled)
        {
            return;
        }

        if (jwt.Audience.Length == 0)
        {
            result.AddError($"{path}:Audience is empty; a token for another service would be believed.");
        }

        if (jwt.Authority.Length == 0 && (jwt.PublicKeyFile.Length == 0 || jwt.Issuer.Length == 0))
        {
            result.AddError($"{path} needs an Authority, or an Issuer and a PublicKeyFile.");
        }

        if (jwt.PublicKeyFile.Length > 0 && !File.Exists(jwt.PublicKeyFile))
        {
            result.AddError($"{path}:PublicKeyFile is '{jwt.PublicKeyFile}', which is not there.");
        }

        if (jwt.TokensPerMinute < 0)
        {
            result.AddError($"{path}:TokensPerMinute is {jwt.TokensPerMinute}; it must be at least 0.");
        }
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
            && uri.GetLeftPart(UriPartial.Authority) == text;

    [GeneratedRegex("^[A-Za-z0-9](?:_?[A-Za-z0-9]){0,39}$")]
    private static partial Regex HolderName();
}
