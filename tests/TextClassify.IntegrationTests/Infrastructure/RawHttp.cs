using System.Net.Sockets;
using System.Text;

namespace TextClassify.Infrastructure;

/// <summary>One request on a bare socket, for what HttpClient does not send or does not show.</summary>
internal static class RawHttp
{
    /// <summary>All that comes until the connection ends.</summary>
    /// <param name="address">Of the service, on a socket.</param>
    /// <param name="request">As it goes over the wire; it should ask for the connection to be closed.</param>
    public static async Task<string> SendAsync(Uri address, string request)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", address.Port, cancel);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request), cancel);
        using var answer = new StreamReader(client.GetStream(), Encoding.Latin1);
        return await answer.ReadToEndAsync(cancel).WaitAsync(TimeSpan.FromSeconds(30), cancel);
    }
}
