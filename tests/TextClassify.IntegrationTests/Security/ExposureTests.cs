using System.Net;
using System.Net.Sockets;
using TextClassify.Api.Security;
using TextClassify.Infrastructure;

namespace TextClassify.Security;

/// <summary>Starts the real process and tries its address from outside loopback.</summary>
public sealed class ExposureTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly string[] Models = ["--Models:Directory", TinyService.ModelsFolder];

    [Fact]
    public async Task Start_AllInterfacesWithoutKeys_ListensOnLoopbackAndSaysSo()
    {
        int port = ServiceProcess.FreePort();
        await using var service = new ServiceProcess([.. Models, "--urls", $"http://0.0.0.0:{port}"]);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

        await UntilReadyAsync(http);

        Assert.False(await CanConnectAsync(port), "Another interface takes connections.");
        Assert.Single(
            service.Output.Split('\n'),
            line => line.Contains(
                "No keys are set, so the service listens on loopback only, not on http://0.0.0.0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_AllInterfacesWithAKey_ListensOnAll()
    {
        int port = ServiceProcess.FreePort();
        await using var service = new ServiceProcess(
            [
                .. Models,
                "--urls",
                $"http://0.0.0.0:{port}",
                "--Security:Keys:shop:Hash",
                KeyHash.Text("a-key-of-the-operators-own"),
                "--Security:Keys:shop:Scopes",
                "classify",
            ]);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

        await UntilReadyAsync(http);

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/models", Cancel)).StatusCode);
        Assert.True(await CanConnectAsync(port), "No other interface takes connections.");
        Assert.DoesNotContain("No keys are set", service.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OneOtherInterfaceWithoutKeys_IsRefused()
    {
        await using var service = new ServiceProcess([.. Models, "--urls", "http://203.0.113.7:8080"]);

        Assert.NotEqual(0, await service.ExitAsync(Cancel));
        Assert.Contains(
            "http://203.0.113.7:8080 can be reached from other machines and no keys are set", service.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_KeysAreWrong_NamesEveryFaultAndRepeatsNoKey()
    {
        const string Raw = "this-is-the-key-itself-not-its-hash";
        await using var service = new ServiceProcess(
            [
                .. Models,
                "--Security:Keys:shop:Hash",
                Raw,
                "--Security:Keys:shop:Scopes",
                "classify,everything",
                "--Security:Keys:shop:ExpiresAt",
                "soon",
                "--Security:Keys:shop:Colour", "red", "--Security:Jwt:Issuer", "me", "--Security:AllowedOrigins", "*",
            ]);

        Assert.NotEqual(0, await service.ExitAsync(Cancel));
        Assert.All(
            [
                "Security:Keys:shop:Hash",
                "'everything'",
                "ExpiresAt is 'soon'",
                "Keys:shop:Colour is not a setting",
                "Jwt:Audience is empty",
                "'*', which is not an origin",
            ],
            fault => Assert.Contains(fault, service.Errors, StringComparison.Ordinal));
        Assert.DoesNotContain(Raw, service.Errors + service.Output, StringComparison.Ordinal);
    }

    private static async Task<bool> CanConnectAsync(int port)
    {
        var other = Dns.GetHostAddresses(Dns.GetHostName()).FirstOrDefault(
            address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));
        Assert.SkipWhen(other is null, "The machine has no other interface.");
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(other!, port, Cancel);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task UntilReadyAsync(HttpClient http)
    {
        for (int i = 0; i < 1_200; i++)
        {
            try
            {
                using var answer = await http.GetAsync("/health/ready", Cancel);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(50, Cancel);
        }

        Assert.Fail("The service is not ready after a minute.");
    }
}
