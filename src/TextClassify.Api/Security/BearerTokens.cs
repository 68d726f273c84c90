using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace TextClassify.Api.Security;

/// <summary>Takes JSON Web Tokens of an identity provider, or of an issuer whose public key lies in a file.</summary>
internal static class BearerTokens
{
    public const string Scheme = "jwt";

    /// <summary>Public keys only: whoever could check a shared secret could also sign with it.</summary>
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    /// <summary>
    /// What a token may say it is (RFC 8725, 3.11): an access token (RFC 9068) or a plain one, as issuers older than that name their access
    /// tokens. A token that says nothing is taken, for <c>typ</c> is optional (RFC 7519, 5.1) and Amazon's Cognito sends none; issuer,
    /// audience and scope stay in force.
    /// </summary>
    private static readonly string[] Types = ["JWT", "at+jwt", "application/at+jwt"];

    /// <summary>
    /// Who a token is for, in this order: a person, or the client where a service calls for itself (RFC 9068, 2.2; OpenID Connect).
    /// </summary>
    private static readonly string[] Names = ["sub", "client_id", "azp"];

    public static void Configure(JwtBearerOptions bearer, JwtOptions jwt)
    {
        bearer.MapInboundClaims = false;
        bearer.IncludeErrorDetails = false;
        bearer.Authority = jwt.Authority.Length > 0 ? jwt.Authority : null;
        var parameters = bearer.TokenValidationParameters;
        parameters.ValidAudience = jwt.Audience;
        parameters.ValidIssuer = jwt.Issuer.Length > 0 ? jwt.Issuer : null;
        parameters.ValidAlgorithms = Algorithms;
        parameters.TypeValidator = CheckHeader;
        parameters.NameClaimTypeRetriever = (token, _) => NameOf(token) ?? Names[0];
        parameters.ClockSkew = TimeSpan.FromSeconds(30);
        if (jwt.PublicKeyFile.Length > 0)
        {
            parameters.IssuerSigningKey = Read(File.ReadAllText(jwt.PublicKeyFile));
        }
    }

    /// <summary>
    /// Refuses another kind of token, and one with a rule of its own: no extension is understood here, so none that must be understood is
    /// (RFC 7515, 4.1.11).
    /// </summary>
    private static string CheckHeader(string? type, SecurityToken token, TokenValidationParameters parameters) =>
        token is not JsonWebToken web
            || web.TryGetHeaderValue<object>("crit", out _) ? throw new SecurityTokenInvalidTypeException(
                "The token has extensions that must be understood.")
        : !string.IsNullOrEmpty(type)
            && !Types.Contains(
                type, StringComparer.OrdinalIgnoreCase) ? throw new SecurityTokenInvalidTypeException("The token is of another kind.")
        : NameOf(token) is null ? throw new SecurityTokenValidationException("The token names nobody; a quota would hold for nobody.")
        : type ?? "";

    private static string? NameOf(SecurityToken token) =>
        Names.FirstOrDefault(
            name => token is JsonWebToken web && web.TryGetPayloadValue<string>(name, out var value) && !string.IsNullOrEmpty(value));

    private static AsymmetricSecurityKey Read(string pem)
    {
        try
        {
            var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return new RsaSecurityKey(rsa);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            var curve = ECDsa.Create();
            curve.ImportFromPem(pem);
            return new ECDsaSecurityKey(curve);
        }
    }
}
