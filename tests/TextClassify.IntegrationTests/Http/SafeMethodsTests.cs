using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TextClassify.Infrastructure;

namespace TextClassify.Http;

/// <summary>HEAD and OPTIONS, which RFC 9110 asks of every address (9.1, 9.3.2, 9.3.7), on a real server: that is what leaves out a
/// body.</summary>
public sealed class SafeMethodsTests(SocketService socket) : IClassFixture<SocketService>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly Service _service = socket.Service;

    /// <summary>Every GET route of the table, so that one added later is tried as well; what stands in braces is of the package of random
    /// weights.</summary>
    [Fact]
    public async Task Head_EveryGetRoute_AnswersAsGetWithoutTheBody()
    {
        string map = await MapAsync();
        string[] paths =
        [
            .. _service.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
                .Where(route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET"))
                .Select(route => "/" + route.RoutePattern.RawText!.Trim('/').Replace("{name}", "tiny", StringComparison.Ordinal)
                    .Replace("{version}", "1", StringComparison.Ordinal).Replace("{id}", map, StringComparison.Ordinal))
                .Distinct(),
            "/openapi/textclassify.v1.json", "/swagger/index.html", "/nowhere", "/models/none",
        ];

        Assert.True(paths.Length > 20, $"{paths.Length} paths were found.");
        foreach (string path in paths)
        {
            using var got = await _service.Http.GetAsync(path, Cancel);
            using var request = new HttpRequestMessage(HttpMethod.Head, path);
            using var answer = await _service.Http.SendAsync(request, Cancel);

            Assert.True(got.StatusCode == answer.StatusCode, $"{path} answers {answer.StatusCode} to HEAD and {got.StatusCode} to GET.");
            Assert.Equal(got.Content.Headers.ContentType, answer.Content.Headers.ContentType);
            Assert.Equal(got.Headers.ETag, answer.Headers.ETag);
            Assert.Equal(got.Headers.CacheControl, answer.Headers.CacheControl);
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancel));
        }
    }

    /// <summary>A body behind the head would be taken for the next answer.</summary>
    [Fact]
    public async Task Head_OnTheWire_EndsWithItsHeaders()
    {
        string answer = await RawHttp.SendAsync(
            socket.Address, $"HEAD /maps/{await MapAsync()}/points HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nETag: \"", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Length: ", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Head_KnownETag_IsNotModified()
    {
        string path = $"/maps/{await MapAsync()}/points";
        using var got = await _service.Http.GetAsync(path, Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Head, path) { Headers = { IfNoneMatch = { got.Headers.ETag! } } };

        Assert.Equal(HttpStatusCode.NotModified, (await _service.SendAsync(request)).Status);
    }

    [Theory]
    [InlineData("/classify", "POST, OPTIONS")]
    [InlineData("/models", "GET, HEAD, OPTIONS")]
    [InlineData("/models/tiny/traffic", "GET, HEAD, PUT, OPTIONS")]
    public async Task Options_AnyRoute_SaysWhatItTakes(string path, string allowed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, path);

        var answer = await _service.SendAsync(request);

        Assert.Equal((HttpStatusCode.NoContent, ""), (answer.Status, answer.Text));
        Assert.Equal(allowed, string.Join(", ", answer.ContentHeaders.Allow));
    }

    private async Task<string> MapAsync() => (await _service.GetAsync("/maps")).Json.GetProperty("maps")[0].GetProperty("id").GetString()!;
}
