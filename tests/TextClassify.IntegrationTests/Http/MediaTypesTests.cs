using System.Net;
using Microsoft.AspNetCore.Http;
using TextClassify.Api.Http;
using TextClassify.Infrastructure;

namespace TextClassify.Http;

/// <summary>Content-Type and Accept as RFC 9110 writes them (5.6.6, 8.3.1, 12.5.1), over HTTP and over the header alone.</summary>
public sealed class MediaTypesTests(Service service) : IClassFixture<Service>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("application/json; charset=\"utf-8\"")]
    [InlineData("application/json;charset=\"UTF-8\"")]
    [InlineData("Application/JSON ; Charset=Utf-8")]
    [InlineData("application/json; charset=utf8")]
    [InlineData("application/json; charset=us-ascii")]
    [InlineData("application/json; profile=\"https://example.org/a;b\"; charset=utf-8")]
    [InlineData("application/json; odata=verbose")]
    [InlineData("application/json;")]
    public async Task Post_JsonHoweverWritten_IsRead(string type) =>
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("/classify", """{"inputs":"fine"}""", type)).Status);

    [Theory]
    [InlineData("application/x-ndjson; charset=\"utf-8\"")]
    [InlineData("APPLICATION/X-NDJSON ;charset=\"UTF-8\" ; x=1")]
    public async Task Post_NdjsonHoweverWritten_IsRead(string type) =>
        Assert.Equal("application/x-ndjson", (await SendAsync("/classify", "\"fine\"\n", type)).MediaType);

    [Theory]
    [InlineData("application/json; charset=\"utf-16\"")]
    [InlineData("application/json; charset=\"latin1\"")]
    [InlineData("application/jsonx")]
    [InlineData("application/json+x")]
    [InlineData("text/json")]
    public async Task Post_OtherType_Is415(string type) =>
        Assert.Equal(
            (415, "unsupported-media-type"),
            await SendAsync("/classify", """{"inputs":"fine"}""", type) is var answer
                ? (answer.Problem().Status, answer.Problem().Type)
                : default);

    [Fact]
    public async Task Post_ContentEncodingIdentity_IsRead() =>
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("/classify", """{"inputs":"fine"}""", "application/json", "identity")).Status);

    /// <summary>RFC 9110 15.5.16: the answer says which codings there are.</summary>
    [Fact]
    public async Task Post_Gzip_Is415AndSaysWhatIsTaken()
    {
        var answer = await SendAsync("/classify", "x", "application/json", "gzip");

        Assert.Equal((415, "Content-Encoding"), (answer.Problem().Status, answer.Problem().Where));
        Assert.Equal("identity", answer.Headers.GetValues("Accept-Encoding").Single());
    }

    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("text/html", "application/json")]
    [InlineData("application/x-ndjson", "application/x-ndjson")]
    [InlineData("application/x-ndjson;q=0.1, application/json", "application/json")]
    [InlineData("application/x-ndjson;q=0.5, */*;q=0.8", "application/json")]
    [InlineData("application/x-ndjson;q=0.5, application/*;q=0.8, */*;q=0.1", "application/json")]
    [InlineData("application/x-ndjson;q=0.5, application/json;q=0.4, */*", "application/x-ndjson")]
    [InlineData("Application/X-NDJSON ; Q=0.9, application/json;q=0.9", "application/x-ndjson")]
    [InlineData("application/x-ndjson;q=0", "application/json")]
    [InlineData("application/x-ndjson;q=0, application/json;q=0", "application/json")]
    [InlineData("application/x-ndjson;profile=\"a,b\";q=\"0.2\"", "application/x-ndjson")]
    public async Task Post_Accept_GivesWhatTheCallerWouldHaveSoonest(string? accept, string type) =>
        Assert.Equal(type, (await service.PostAsync("/classify", """{"inputs":"fine"}""", accept: accept)).MediaType);

    [Theory]
    [InlineData("text/event-stream, application/x-ndjson;q=0.5", "text/event-stream")]
    [InlineData("text/event-stream;q=0.5, application/x-ndjson", "application/x-ndjson")]
    [InlineData("text/event-stream;q=0.5, application/x-ndjson;q=0.6, application/json;q=0.7", "application/json")]
    public void Choose_SeveralStreams_IsTheBest(string accept, string type)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.Accept = accept;

        Assert.Equal(type, MediaTypes.Choose(http.Request, MediaTypes.Json, MediaTypes.Events, MediaTypes.Ndjson));
    }

    [Theory]
    [InlineData("text/html;q=0", "application/json")]
    [InlineData("application/json, text/html;q=0.5", "application/json")]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/plain")]
    public async Task Root_Accept_IsWeighed(string accept, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("Accept", accept);

        Assert.Equal(type, (await service.SendAsync(request)).MediaType);
    }

    private async Task<Answer> SendAsync(string path, string body, string type, string? coding = null)
    {
        using var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (coding is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        using var response = await service.Http.SendAsync(request, Cancel);
        return new Answer(
            response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsStringAsync(Cancel));
    }
}
