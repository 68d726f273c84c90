namespace TextClassify.Api.Security;

/// <summary>Who may call. Without keys and tokens everybody may, from this machine only.</summary>
internal sealed class SecurityOptions
{
    public const string SectionName = "Security";

    /// <summary>Keys by the name of who holds them. Two names for one caller change a key without a gap.</summary>
    public Dictionary<string, ApiKeyOptions> Keys { get; set; } = [];

    /// <summary>Bearer tokens of an identity provider.</summary>
    public JwtOptions Jwt { get; set; } = new();

    /// <summary>Takes calls of other machines without a key; for services behind a gateway that asks for one.</summary>
    public bool AllowAnonymous { get; set; }

    /// <summary>Web origins whose pages may call, such as <c>https://app.example</c>, with commas between. None by default.</summary>
    public string AllowedOrigins { get; set; } = "";

    /// <summary>Whether callers are asked who they are.</summary>
    internal bool AsksForCallers => Keys.Count > 0 || Jwt.Enabled;

    internal string[] Origins => AllowedOrigins.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>One caller's key, of which only the hash is kept.</summary>
internal sealed class ApiKeyOptions
{
    /// <summary><c>sha256:</c> and 64 hexadecimal digits, as the command hash-key writes it.</summary>
    public string Hash { get; set; } = "";

    /// <summary>Some of <see cref="Identity.Scopes.All"/>, with commas between.</summary>
    public string Scopes { get; set; } = "";

    /// <summary>From then on the key is refused.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Tokens a minute that models run for the caller, of a text each as often as it is run; 0 for any number.</summary>
    public int TokensPerMinute { get; set; }

    internal string[] ScopeList => Scopes.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>Which bearer tokens are believed. Scopes are read from the claim <c>scope</c> or <c>scp</c>.</summary>
internal sealed class JwtOptions
{
    /// <summary>Address of the identity provider, whose keys are fetched.</summary>
    public string Authority { get; set; } = "";

    /// <summary>The issuer that tokens must name; without it, the authority's own.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>The audience that tokens must name.</summary>
    public string Audience { get; set; } = "";

    /// <summary>PEM file of the issuer's public key, RSA or elliptic curve, in place of an authority.</summary>
    public string PublicKeyFile { get; set; } = "";

    /// <summary>The same for each subject, or client where a token names no subject; 0 for any number.</summary>
    public int TokensPerMinute { get; set; }

    internal bool Enabled => Authority.Length > 0 || Issuer.Length > 0 || Audience.Length > 0 || PublicKeyFile.Length > 0;
}
