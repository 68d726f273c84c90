using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
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

    public static void Configure(JwtBearerOptions bearer, JwtOptions jwt)
    {
        bearer.MapInboundClaims = false;
        bearer.IncludeErrorDetails = false;
        bearer.Authority = jwt.Authority.Length > 0 ? jwt.Authority : null;
        var parameters = bearer.TokenValidationParameters;
        parameters.ValidAudience = jwt.Audience;
        parameters.ValidIssuer = jwt.Issuer.Length > 0 ? jwt.Issuer : null;
        parameters.ValidAlgorithms = Algorithms;
        parameters.NameClaimType = "sub";
        parameters.ClockSkew = TimeSpan.FromSeconds(30);
        if (jwt.PublicKeyFile.Length > 0)
        {
            parameters.IssuerSigningKey = Read(File.ReadAllText(jwt.PublicKeyFile));
        }
    }

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
