using TextClassify.Infrastructure;

namespace TextClassify.Security;

public sealed class OriginTests
{
    [Theory]
    [InlineData("", "https://app.example", null)]
    [InlineData("https://app.example", "https://app.example", "https://app.example")]
    [InlineData("https://app.example", "https://app.example.evil", null)]
    public async Task Preflight_Origin_IsAllowedWhenNamed(string allowed, string origin, string? answered)
    {
        await using var service = new Service(PolarityModel.Forward(), ("Security:AllowedOrigins", allowed));
        using var request = new HttpRequestMessage(HttpMethod.Options, "/classify");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");

        var headers = (await service.SendAsync(request)).Headers;

        Assert.Equal(answered, headers.TryGetValues("Access-Control-Allow-Origin", out var origins) ? origins.Single() : null);
    }
}
