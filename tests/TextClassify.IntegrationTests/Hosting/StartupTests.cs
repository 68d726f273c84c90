using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Hosting;

/// <summary>Starts the real process.</summary>
public sealed class StartupTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly string[] Models = ["--Models:Directory", TinyService.ModelsFolder];

    [Fact]
    public async Task Start_TinyPackage_ServesAndLogsJson()
    {
        await using var service = new ServiceProcess(Models);
        await service.ReadyAsync(Cancel);

        using var answer = await service.Http.PostAsync(
            "/classify", Service.Body("{\"inputs\":\"good film\"}"u8.ToArray(), "application/json"), Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.All(service.Output.Split('\n'), line => Assert.Equal(JsonValueKind.Object, JsonElement.Parse(line).ValueKind));
        Assert.Equal("", service.Errors);
    }

    [Fact]
    public async Task Start_WithoutSettings_FindsModelsInTheWorkingFolder()
    {
        await using var service = new ServiceProcess([], Path.GetDirectoryName(TinyService.ModelsFolder));
        await service.ReadyAsync(Cancel);

        Assert.Contains("tiny", await service.Http.GetStringAsync("/models", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_EverySource_CommandLineWins()
    {
        await using var service = new ServiceProcess(
            [.. Models, "--Limits:MaxInputs", "3"],
            null,
            ("TEXTCLASSIFY__LIMITS__MAXINPUTS", "2"),
            ("TEXTCLASSIFY__LIMITS__MAXTEXTLENGTH", "77"));
        await service.ReadyAsync(Cancel);

        var limits = JsonElement.Parse(await service.Http.GetStringAsync("/models/tiny", Cancel)).GetProperty("limits");

        Assert.Equal((3, 77), (limits.GetProperty("maxInputs").GetInt32(), limits.GetProperty("maxTextLength").GetInt32()));
    }

    [Fact]
    public async Task Start_InvalidConfiguration_NamesEveryFault()
    {
        await using var service = new ServiceProcess(
            [
                .. Models,
                "--Limits:MaxInputs",
                "0",
                "--Limits:WindowLines",
                "many",
                "--Limits:MaxInput",
                "7",
                "--Api:ShutdownTimeout",
                "-1",
                "--Inference:QueueCapacity", "0", "--Api:LogFormat", "Xml",
            ]);

        string sentence = await FailAsync(service);

        Assert.StartsWith("The configuration is not valid: ", sentence, StringComparison.Ordinal);
        Assert.All(
            [
                "MaxInputs",
                "Limits:WindowLines is 'many'",
                "Limits:MaxInput is not a setting",
                "ShutdownTimeout",
                "QueueCapacity",
                "Api:LogFormat",
            ],
            fault => Assert.Contains(fault, sentence, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_PortTaken_SaysSo()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using var service = new ServiceProcess([.. Models, "--urls", $"http://127.0.0.1:{port}"]);

        string sentence = await FailAsync(service);

        Assert.Equal(
            $"http://127.0.0.1:{port} is taken: another program listens there; stop it, or choose another address, as in --Urls "
                + $"http://127.0.0.1:{port + 1}.",
            sentence);
    }

    /// <summary>Loading the models takes seconds, and a folder that isn't there ends it: the port comes first.</summary>
    [Theory]
    [InlineData("--Urls", "http://localhost:{0}", "--Urls http://localhost:")]
    [InlineData("--Urls", "http://*:{0}", "--Urls http://localhost:")]
    [InlineData("--Kestrel:Endpoints:Web:Url", "http://localhost:{0}", "Kestrel:Endpoints:Web:Url http://localhost:")]
    public async Task Start_PortTaken_IsSaidBeforeModelsAreLooked(string setting, string address, string advice)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string taken = string.Format(null, address, ((IPEndPoint)listener.LocalEndpoint).Port);
        await using var service = new ServiceProcess(["--Models:Directory", "/nowhere/models", setting, taken]);

        string sentence = await FailAsync(service);

        Assert.Contains("is taken", sentence, StringComparison.Ordinal);
        Assert.Contains(advice, sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("/nowhere/models", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ModelsFolderMissing_NamesItAndTheSetting()
    {
        await using var service = new ServiceProcess(["--Models:Directory", "/nowhere/models"]);

        string sentence = await FailAsync(service);

        Assert.Contains("/nowhere/models", sentence, StringComparison.Ordinal);
        Assert.Contains("Models:Directory", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ModelsFolderNotReadable_SaysSo()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.UserName == "root", "Root may read every folder.");
        var folder = Directory.CreateTempSubdirectory("unreadable");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder.FullName, UnixFileMode.None);
        }

        await using var service = new ServiceProcess(["--Models:Directory", folder.FullName]);

        Assert.Contains(folder.FullName, await FailAsync(service), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://203.0.113.7:8080")]
    public async Task Start_AddressUnfit_SaysSo(string url)
    {
        await using var service = new ServiceProcess([.. Models, "--urls", url]);

        Assert.NotEmpty(await FailAsync(service));
    }

    [Fact]
    public async Task Stop_Terminated_FinishesWhatRunsAndEndsWithZero()
    {
        await using var service = new ServiceProcess([.. Models, "--Api:DrainDelay", "00:00:01"]);
        await service.ReadyAsync(Cancel);
        using var stream = new LineConnection(service.Port);
        await stream.SendHeadAsync(Cancel);
        await stream.SendAsync("\"good film\"\n", Cancel);
        await stream.ReadUntilAsync("\"index\":0", Cancel);

        await service.TerminateAsync(Cancel);
        await UntilAsync(
            async () => (await service.Http.GetAsync("/health/ready", Cancel)).StatusCode == HttpStatusCode.ServiceUnavailable);
        using (var late = await service.Http.PostAsync(
            "/classify", Service.Body("{\"inputs\":\"good\"}"u8.ToArray(), "application/json"), Cancel))
        {
            Assert.Equal(HttpStatusCode.OK, late.StatusCode);
        }

        await Task.Delay(TimeSpan.FromSeconds(1.5), Cancel);
        await stream.SendAsync("\"bad film\"\n", Cancel);
        await stream.EndAsync(Cancel);
        string answer = await stream.ReadUntilAsync("\"summary\"", Cancel);

        Assert.Contains("\"index\":1", answer, StringComparison.Ordinal);
        Assert.Equal(0, await service.ExitAsync(Cancel));
    }

    /// <summary>One sentence, no stack, not zero.</summary>
    private static async Task<string> FailAsync(ServiceProcess service)
    {
        Assert.NotEqual(0, await service.ExitAsync(Cancel));
        Assert.DoesNotContain("   at ", service.Output + service.Errors, StringComparison.Ordinal);
        return Assert.Single(service.Errors.Split('\n'));
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            await Task.Delay(20, Cancel);
        }
    }
}
