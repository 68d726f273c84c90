using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace TextClassify.Api.Hosting;

/// <summary>
/// Tries the addresses to listen on before the models are loaded, which takes seconds: the server itself binds last. What the server would
/// refuse for another reason is left for it to say.
/// </summary>
internal sealed class AddressCheck(IServer server, IConfiguration configuration) : IHostedLifecycleService
{
    /// <exception cref="IOException">An address is taken.</exception>
    /// <exception cref="SocketException">An address may not be listened on, or is not one of this machine.</exception>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        // A test's server in memory listens nowhere.
        if (server.GetType().Assembly == typeof(KestrelServer).Assembly)
        {
            foreach (var (address, setting) in Addresses())
            {
                Try(address, setting);
            }
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>As the server chooses them: endpoints of its own section first, then URLs, then ports.</summary>
    private IEnumerable<(BindingAddress Address, string Setting)> Addresses()
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren()
            .Where(endpoint => !string.IsNullOrEmpty(endpoint["Url"])).ToArray();
        if (endpoints.Length > 0)
        {
            return endpoints.Select(endpoint => (BindingAddress.Parse(endpoint["Url"]!), $"{endpoint.Path}:Url"));
        }

        string[] urls = server.Features.Get<IServerAddressesFeature>()?.Addresses is { Count: > 0 } given
            ? [.. given]
            : Split(configuration["urls"]);
        if (urls.Length == 0)
        {
            urls =
            [
                .. Split(configuration["http_ports"]).Select(port => $"http://*:{port}"),
                .. Split(configuration["https_ports"]).Select(port => $"https://*:{port}"),
            ];
        }

        return urls.Select(url => (BindingAddress.Parse(url), "--Urls"));
    }

    private static string[] Split(string? list) =>
        (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static void Try(BindingAddress address, string setting)
    {
        if (address.IsUnixPipe || address.IsNamedPipe || address.Port == 0)
        {
            return;
        }

        bool one = IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip);
        foreach (var host in one ? [ip!] : Hosts(address.Host))
        {
            try
            {
                using var socket = new Socket(host.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                if (host.Equals(IPAddress.IPv6Any))
                {
                    socket.DualMode = true;
                }

                socket.Bind(new IPEndPoint(host, address.Port));
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                int next = address.Port < IPEndPoint.MaxPort ? address.Port + 1 : address.Port - 1;
                throw new IOException(
                    $"{address} is taken: another program listens there; stop it, or choose another address, as in "
                    + $"{setting} {address.Scheme}://{address.Host}:{next}.",
                    new AddressInUseException(exception.Message, exception));
            }
            catch (SocketException exception) when (!one && exception.SocketErrorCode != SocketError.AccessDenied)
            {
                // A machine without IPv6: the server takes the other.
            }
        }
    }

    /// <summary>What the server binds to for a name: both loopbacks or, whatever else it is, all interfaces.</summary>
    private static IPAddress[] Hosts(string name) =>
        name.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : [IPAddress.IPv6Any];
}
