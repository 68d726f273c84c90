using TextClassify.Infrastructure;

namespace TextClassify.Http;

/// <summary>Bodies whose framing is broken, on a bare socket: the caller's fault, in whichever way the server finds it.</summary>
public sealed class ChunkedBodyTests(SocketService socket) : IClassFixture<SocketService>
{
    private const string Body = """{"inputs":"good film"}""";

    public static TheoryData<string> Broken =>
    [
        "1ffffffffffffffff\r\n{}\r\n0\r\n\r\n",
        "ffffffff\r\n{}\r\n0\r\n\r\n",
        "80000000\r\n{}\r\n0\r\n\r\n",
        "-1\r\n{}\r\n0\r\n\r\n",
        "zz\r\n{}\r\n0\r\n\r\n",
        "0x2\r\n{}\r\n0\r\n\r\n",
        " 2\r\n{}\r\n0\r\n\r\n",
        "\r\n{}\r\n0\r\n\r\n",
        "2\n{}\n0\n\n",
        "2\r\n{}xx0\r\n\r\n",
        "2\r\n{}\r\n0\r\nnotrailer\r\n\r\n",
        "00000000000000000000000000000002\r\n{}\r\n0\r\n\r\n",
    ];

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Post_BrokenChunks_Is400(string chunks)
    {
        string answer = await SendAsync("application/json", chunks);

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("urn:textclassify:bad-request", answer, StringComparison.Ordinal);
        Assert.Contains("not framed as HTTP asks", answer, StringComparison.Ordinal);
    }

    /// <summary>The status is sent with the first line, so the fault takes the summary's place.</summary>
    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Stream_BrokenChunks_EndsWithBadRequest(string chunks)
    {
        string answer = await SendAsync("application/x-ndjson", chunks);

        Assert.Contains("\"error\":{\"type\":\"urn:textclassify:bad-request\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("internal-error", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("16\r\n" + Body + "\r\n0\r\n\r\n")]
    [InlineData("1\r\n{\r\n15;a=b\r\n\"inputs\":\"good film\"}\r\n0\r\nTrailer: x\r\n\r\n")]
    public async Task Post_WholeChunks_IsAnswered(string chunks) =>
        Assert.StartsWith("HTTP/1.1 200 ", await SendAsync("application/json", chunks), StringComparison.Ordinal);

    private Task<string> SendAsync(string type, string chunks) => RawHttp.SendAsync(
        socket.Address,
        $"POST /classify HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: {type}\r\nTransfer-Encoding: "
            + $"chunked\r\n\r\n{chunks}");
}
