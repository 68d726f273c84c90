using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TextClassify.Infrastructure;

namespace TextClassify.Security;

/// <summary>Tokens are made by hand (RFC 7515, 7519), so that the library checks what it did not write.</summary>
public sealed class BearerTokenTests : IAsyncDisposable
{
    private const int PerMinute = 4;

    private readonly RSA _issuer = RSA.Create(2048);
    private readonly string _file = Path.GetTempFileName();
    private readonly Service _service;

    public BearerTokenTests()
    {
        File.WriteAllText(_file, _issuer.ExportSubjectPublicKeyInfoPem());
        _service = new Service(
            PolarityModel.Forward(),
            ("Security:Jwt:Issuer", "https://id.example"), ("Security:Jwt:Audience", "textclassify"), ("Security:Jwt:PublicKeyFile", _file),
            ("Security:Jwt:TokensPerMinute", $"{PerMinute}"));
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

    /// <summary>The type of a token (RFC 8725, 3.11): an access token, a plain one, or none said.</summary>
    [Theory]
    [InlineData("JWT", 200)]
    [InlineData("jwt", 200)]
    [InlineData("at+jwt", 200)]
    [InlineData("application/at+jwt", 200)]
    [InlineData(null, 200)]
    [InlineData("logout+jwt", 401)]
    [InlineData("secevent+jwt", 401)]
    [InlineData("dpop+jwt", 401)]
    [InlineData("JWE", 401)]
    public async Task Classify_TokenOfAType_IsTakenWhereItIsForAccess(string? type, int status) =>
        Assert.Equal(status, await ClassifyAsync(Sign(_issuer, Claims(), header => SetType(header, type))));

    private static void SetType(JsonObject header, string? type)
    {
        header.Remove("typ");
        if (type is not null)
        {
            header["typ"] = type;
        }
    }

    /// <summary>An extension that must be understood and is not (RFC 7515, 4.1.11).</summary>
    [Theory]
    [InlineData("""["b64"]""")]
    [InlineData("""["exp"]""")]
    [InlineData("[]")]
    [InlineData("\"b64\"")]
    public async Task Classify_TokenWithCriticalHeader_IsRefused(string critical) =>
        Assert.Equal(
            401,
            await ClassifyAsync(Sign(_issuer, Claims(), header => (header["crit"], header["b64"]) = (JsonNode.Parse(critical), true))));

    [Fact]
    public async Task Classify_TokenWithoutSubject_HasTheQuotaOfItsClient()
    {
        string client = Sign(_issuer, Claims(), payload: claims => Name(claims, "client_id", "batch"));
        string party = Sign(_issuer, Claims(), payload: claims => Name(claims, "azp", "report"));
        string nobody = Sign(_issuer, Claims(), payload: claims => claims.Remove("sub"));
        string empty = Sign(_issuer, Claims(), payload: claims => claims["sub"] = "");

        foreach (string token in new[] { client, party })
        {
            for (int i = 0; i < PerMinute; i++)
            {
                Assert.Equal(200, await ClassifyAsync(token));
            }

            Assert.Equal(429, await ClassifyAsync(token));
        }

        Assert.Equal(401, await ClassifyAsync(nobody));
        Assert.Equal(401, await ClassifyAsync(empty));

        static void Name(JsonObject claims, string name, string value)
        {
            claims.Remove("sub");
            claims[name] = value;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _issuer.Dispose();
        File.Delete(_file);
    }

    private sealed record TokenClaims(string Issuer, string Audience, string Scope, DateTimeOffset Expires);

    private static TokenClaims Claims() =>
        new("https://id.example", "textclassify", "classify explain", TimeProvider.System.GetUtcNow().AddMinutes(5));

    private async Task<int> ClassifyAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/classify")
        {
            Content = Service.Body("{\"inputs\":\"fine\"}"u8.ToArray(), "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        var answer = await _service.SendAsync(request);
        return (int)answer.Status;
    }

    private static string Sign(RSA key, TokenClaims claims, Action<JsonObject>? header = null, Action<JsonObject>? payload = null)
    {
        string head = Head("RS256", claims, header, payload);
        byte[] signature = key.SignData(Encoding.ASCII.GetBytes(head), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{head}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Unsigned(TokenClaims claims) => Head("none", claims) + ".";

    /// <summary>The public key taken as a shared secret, which a careless reader accepts.</summary>
    private string SignWithSecret(TokenClaims claims)
    {
        string head = Head("HS256", claims);
        return $"{head}.{Base64Url.EncodeToString(HMACSHA256.HashData(File.ReadAllBytes(_file), Encoding.ASCII.GetBytes(head)))}";
    }

    private static string Head(
        string algorithm, TokenClaims claims, Action<JsonObject>? change = null, Action<JsonObject>? changeClaims = null)
    {
        var header = new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT" };
        var payload = new JsonObject
        {
            ["iss"] = claims.Issuer,
            ["aud"] = claims.Audience,
            ["sub"] = "shop",
            ["scope"] = claims.Scope,
            ["exp"] = claims.Expires.ToUnixTimeSeconds(),
        };
        change?.Invoke(header);
        changeClaims?.Invoke(payload);
        return $"{Part(header)}.{Part(payload)}";
    }

    private static string Part(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
