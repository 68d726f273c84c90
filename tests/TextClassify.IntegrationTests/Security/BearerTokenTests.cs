using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TextClassify.Infrastructure;

namespace TextClassify.Security;

/// <summary>Tokens are made by hand (RFC 7515, 7519), so that the library checks what it did not write.</summary>
public sealed class BearerTokenTests : IAsyncDisposable
{
    private readonly RSA _issuer = RSA.Create(2048);
    private readonly string _file = Path.GetTempFileName();
    private readonly Service _service;

    public BearerTokenTests()
    {
        File.WriteAllText(_file, _issuer.ExportSubjectPublicKeyInfoPem());
        _service = new Service(
            PolarityModel.Forward(),
            ("Security:Jwt:Issuer", "https://id.example"), ("Security:Jwt:Audience", "textclassify"), ("Security:Jwt:PublicKeyFile", _file));
    }

    [Fact]
    public async Task Classify_TokenWithScope_Answers()
    {
        Assert.Equal(200, await ClassifyAsync(Sign(_issuer, Claims())));
        Assert.Equal(403, await ClassifyAsync(Sign(_issuer, Claims() with { Scope = "explain states" })));
    }

    [Fact]
    public async Task Classify_TokenThatIsNotFit_IsRefused()
    {
        using var other = RSA.Create(2048);
        string signed = Sign(_issuer, Claims());
        string[] unfit =
        [
            Sign(other, Claims()),
            Sign(_issuer, Claims() with { Issuer = "https://other.example" }),
            Sign(_issuer, Claims() with { Audience = "payroll" }),
            Sign(_issuer, Claims() with { Expires = DateTimeOffset.UnixEpoch }),
            signed[..^8] + "AAAAAAAA",
            Unsigned(Claims()),
            SignWithSecret(Claims()),
            "a.b.c",
        ];

        foreach (string token in unfit)
        {
            Assert.Equal(401, await ClassifyAsync(token));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _issuer.Dispose();
        File.Delete(_file);
    }

    private sealed record TokenClaims(string Issuer, string Audience, string Scope, DateTimeOffset Expires);

    private static TokenClaims Claims() => new("https://id.example", "textclassify", "classify explain", TimeProvider.System.GetUtcNow().AddMinutes(5));

    private async Task<int> ClassifyAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/classify") { Content = Service.Body("{\"inputs\":\"fine\"}"u8.ToArray(), "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        var answer = await _service.SendAsync(request);
        return (int)answer.Status;
    }

    private static string Sign(RSA key, TokenClaims claims)
    {
        string head = Head("RS256", claims);
        return $"{head}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(head), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Unsigned(TokenClaims claims) => Head("none", claims) + ".";

    /// <summary>The public key taken as a shared secret, which a careless reader accepts.</summary>
    private string SignWithSecret(TokenClaims claims)
    {
        string head = Head("HS256", claims);
        return $"{head}.{Base64Url.EncodeToString(HMACSHA256.HashData(File.ReadAllBytes(_file), Encoding.ASCII.GetBytes(head)))}";
    }

    private static string Head(string algorithm, TokenClaims claims) =>
        Part(new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT" }) + "." + Part(new JsonObject
        {
            ["iss"] = claims.Issuer,
            ["aud"] = claims.Audience,
            ["sub"] = "shop",
            ["scope"] = claims.Scope,
            ["exp"] = claims.Expires.ToUnixTimeSeconds(),
        });

    private static string Part(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
