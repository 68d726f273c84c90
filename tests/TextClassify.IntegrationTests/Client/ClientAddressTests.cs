using System.Net;
using TextClassify.Client.Contracts;

namespace TextClassify.Client;

/// <summary>What address is asked for, however the base address is written.</summary>
public sealed class ClientAddressTests
{
    [Theory]
    [InlineData("http://host", "http://host/classify")]
    [InlineData("http://host/", "http://host/classify")]
    [InlineData("http://host/text", "http://host/text/classify")]
    [InlineData("http://host/text/", "http://host/text/classify")]
    [InlineData("http://host:8080/a%20b/text", "http://host:8080/a%20b/text/classify")]
    public async Task Classify_AnyBaseAddress_AsksUnderAllOfIt(string address, string asked)
    {
        var seen = await AskAsync(
            address, client => client.ClassifyAsync(new ClassifyRequest { Inputs = ["x"] }, TestContext.Current.CancellationToken));

        Assert.Equal(asked, seen.AbsoluteUri);
    }

    [Fact]
    public async Task Operation_NameAndQuery_StandUnderTheBaseAddress()
    {
        var seen = await AskAsync(
            "http://host/text",
            client => client.Models.ActivateAsync("a b", "2", otherLabels: true, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal("http://host/text/models/a%20b/2/activate?otherLabels=true", seen.AbsoluteUri);
    }

    /// <summary>Set after the client was made, too.</summary>
    [Fact]
    public async Task Classify_BaseAddressSetLate_Counts()
    {
        using var handler = new Recorder();
        using var http = new HttpClient(handler);
        var client = new TextClassifyClient(http);
        http.BaseAddress = new Uri("http://host/text");

        await Assert.ThrowsAsync<RequestRefusedException>(
            () => client.ClassifyAsync(new ClassifyRequest { Inputs = ["x"] }, TestContext.Current.CancellationToken));

        Assert.Equal("http://host/text/classify", handler.Asked?.AbsoluteUri);
    }

    private static async Task<Uri> AskAsync<T>(string address, Func<TextClassifyClient, Task<T>> call)
    {
        using var handler = new Recorder();
        using var http = new HttpClient(handler) { BaseAddress = new Uri(address) };
        await Assert.ThrowsAsync<RequestRefusedException>(() => call(new TextClassifyClient(http)));
        return handler.Asked!;
    }

    private sealed class Recorder : HttpMessageHandler
    {
        public Uri? Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked = request.RequestUri;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("") });
        }
    }
}
