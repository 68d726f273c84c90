using System.Net.Sockets;
using TextClassify.Benchmarks.Http;

namespace TextClassify.Benchmarks.Load;

/// <summary>Connections that each send one request again and again, whatever is answered, until this is disposed.</summary>
internal sealed class DearLoad : IDisposable
{
    private readonly Thread[] _threads;
    private readonly LoopbackClient[] _clients;
    private volatile bool _stopped;

    public DearLoad(int port, byte[][] requests)
    {
        _clients = Array.ConvertAll(requests, _ => new LoopbackClient(port));
        _threads = [.. requests.Select((request, index) => new Thread(() => Ask(_clients[index], request)) { IsBackground = true })];
        Array.ForEach(_threads, thread => thread.Start());
    }

    /// <summary>Connections are cut, so the service stops what they asked for.</summary>
    public void Dispose()
    {
        _stopped = true;
        Array.ForEach(_clients, client => client.Socket.Shutdown(SocketShutdown.Both));
        Array.ForEach(_threads, thread => thread.Join());
        Array.ForEach(_clients, client => client.Dispose());
    }

    private void Ask(LoopbackClient client, byte[] request)
    {
        try
        {
            while (!_stopped)
            {
                client.Send(request);
                client.Receive(out _);
            }
        }
        catch (Exception exception) when (_stopped && exception is SocketException or HttpRequestException)
        {
            // Cut, as it was to be.
        }
    }
}
