using TextClassify.Infrastructure;

namespace TextClassify.Problems;

/// <summary>Bodies and methods that an address does not take.</summary>
public sealed class RouteRefusalTests(Service service) : IClassFixture<Service>
{
    [Fact]
    public async Task Post_NdjsonToAnotherVerb_Is415() =>
        Assert.Equal(415, (await service.PostAsync("/hidden-states", "\"x\"", "application/x-ndjson")).Problem().Status);

    [Fact]
    public async Task Post_CompressedBody_Is415()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/classify") { Content = Service.Body([1, 2, 3], "application/json") };
        request.Content.Headers.ContentEncoding.Add("gzip");

        Assert.Equal("Content-Encoding", (await service.SendAsync(request)).Problem().Where);
    }

    [Theory]
    [InlineData("GET", "/classify", "POST")]
    [InlineData("DELETE", "/models", "GET, HEAD")]
    [InlineData("PUT", "/explain", "POST")]
    public async Task Send_OtherMethod_Is405WithAllow(string method, string path, string allow)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        var answer = await service.SendAsync(request);

        Assert.Equal((405, "method-not-allowed"), (answer.Problem().Status, answer.Problem().Type));
        Assert.Equal(allow, string.Join(", ", answer.ContentHeaders.Allow));
    }

    [Theory]
    [InlineData("/clasify")]
    [InlineData("/models/a/b/c")]
    [InlineData("/openapi/other.json")]
    public async Task Get_UnknownRoute_Is404(string path) => Assert.Equal("unknown-route", (await service.GetAsync(path)).Problem().Type);
}
