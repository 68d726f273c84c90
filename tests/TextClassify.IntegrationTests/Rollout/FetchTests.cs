using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TextClassify.Infrastructure;

namespace TextClassify.Rollout;

/// <summary>Packages from an address: a host that fails, cuts, stalls, lies or sends elsewhere, and archives that are not what they should be.</summary>
public sealed class FetchTests : IDisposable
{
    private const string Signed = "/tiny-3?X-Amz-Signature=do-not-tell";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly VersionedModels _models = new("1");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Load_FromAnAddress_IsReadyAndInTheFolder(bool zip)
    {
        var (archive, sha256) = VersionedModels.Pack("3", zip);
        await using var host = new ArchiveServer((http, _) => http.Response.Body.WriteAsync(archive, Cancel).AsTask());
        await using var service = Start();

        var answer = await LoadAsync(service, host, sha256);

        Assert.True(answer.Status is HttpStatusCode.OK, answer.Text);
        Assert.Equal("3", (await service.PostAsync("/classify", """{"model":"tiny/3","inputs":"good"}""")).Json.GetProperty("model").GetProperty("version").GetString());
        Assert.True(File.Exists(Path.Combine(_models.Folder, "tiny", "3", "model.json")));
        AssertNothingLeft();
        Assert.Equal((409, "model-state"), ((await LoadAsync(service, host, sha256)).Problem() is var again) ? (again.Status, again.Type) : default);
        Assert.Equal(1, host.Asked);
    }

    /// <summary>A service that starts on an empty folder, and one package that can't be had beside one that can.</summary>
    [Fact]
    public async Task Start_PackagesOfTheSettings_AreFetchedOnce()
    {
        var (archive, sha256) = VersionedModels.Pack("3");
        await using var host = new ArchiveServer((http, _) => http.Response.Body.WriteAsync(archive, Cancel).AsTask());
        string folder = Path.Combine(_models.Folder, "new");
        (string, string)[] settings =
        [
            ("Models:Directory", folder), ("Models:DownloadHosts", "127.0.0.1"),
            .. Source("a", "3", host.Url + "/a", sha256), .. Source("b", "5", host.Url + "/b", new string('a', 64)),
        ];

        for (int start = 0; start < 2; start++)
        {
            await using var service = new Service(new ServiceFactory(null, settings));
            Assert.Equal("3", (await service.GetAsync("/models/tiny")).Json.GetProperty("version").GetString());
            Assert.Equal(200, (int)(await service.GetAsync("/health/ready")).Status);
            Assert.Contains(service.Log.Events, entry => entry.Line.Contains("of Models:Packages is not there: ", StringComparison.Ordinal) && entry.Line.Contains("The archive has SHA-256", StringComparison.Ordinal));
        }

        Assert.Equal(3, host.Asked);

        static (string, string)[] Source(string key, string version, string url, string sha256) =>
        [
            ($"Models:Packages:{key}:Name", "tiny"), ($"Models:Packages:{key}:Version", version), ($"Models:Packages:{key}:Url", url), ($"Models:Packages:{key}:Sha256", sha256),
        ];
    }

    [Fact]
    public async Task Load_HostFailsAndCuts_IsTriedAgainUntilItIsWhole()
    {
        var (archive, sha256) = VersionedModels.Pack("3");
        await using var host = new ArchiveServer(async (http, attempt) =>
        {
            switch (attempt)
            {
                case 1:
                    http.Response.StatusCode = 503;
                    http.Response.Headers.RetryAfter = "0";
                    break;
                case 2:
                    http.Response.ContentLength = archive.Length;
                    await http.Response.Body.WriteAsync(archive.AsMemory(0, archive.Length / 2), Cancel);
                    await http.Response.Body.FlushAsync(Cancel);
                    http.Abort();
                    break;
                case 3:
                    await Task.Delay(TimeSpan.FromSeconds(30), http.RequestAborted);
                    break;
                default:
                    await http.Response.Body.WriteAsync(archive, Cancel);
                    break;
            }
        });
        await using var service = Start(("Models:DownloadStall", "00:00:00.300"));

        var answer = await LoadAsync(service, host, sha256);

        Assert.True(answer.Status is HttpStatusCode.OK, answer.Text);
        Assert.Equal(4, host.Asked);
    }

    [Fact]
    public async Task Load_HostFailsForGood_Is502AndTheHostIsLeftAlone()
    {
        await using var host = new ArchiveServer((http, _) =>
        {
            http.Response.StatusCode = 500;
            http.Response.Headers.RetryAfter = "0";
            return Task.CompletedTask;
        });
        await using var service = Start();

        var first = (await LoadAsync(service, host, new string('a', 64))).Problem();
        var second = (await LoadAsync(service, host, new string('a', 64))).Problem();

        Assert.Equal((502, "download-failed", "127.0.0.1 answered 500."), (first.Status, first.Type, first.Detail));
        Assert.Equal((502, "download-failed", "127.0.0.1 failed too often; it is asked again after 30 s."), (second.Status, second.Type, second.Detail));
        Assert.Equal(5, host.Asked);
        AssertNothingLeft();
    }

    /// <summary>A reset comes from the socket as an error of input and output, as a full disk's does.</summary>
    [Fact]
    public async Task Load_ConnectionIsReset_IsTheHostsFaultAndNotTheFolders()
    {
        using var host = new TcpListener(IPAddress.Loopback, 0);
        host.Start();
        using var stop = new CancellationTokenSource();
        var resetting = ResetAsync(host, stop.Token);
        await using var service = Start(("Models:DownloadTimeout", "00:00:02"));

        var problem = (await LoadAsync(service, $"http://127.0.0.1:{((IPEndPoint)host.LocalEndpoint).Port}", new string('a', 64))).Problem();

        Assert.Equal((502, "download-failed"), (problem.Status, problem.Type));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resetting);
    }

    [Fact]
    public async Task Load_HostIsTooSlow_Is502AtTheTimeLimit()
    {
        await using var host = new ArchiveServer((http, _) => Task.Delay(TimeSpan.FromSeconds(30), http.RequestAborted));
        await using var service = Start(("Models:DownloadTimeout", "00:00:00.500"));

        var problem = (await LoadAsync(service, host, new string('a', 64))).Problem();

        Assert.Equal((502, "download-failed"), (problem.Status, problem.Type));
    }

    [Fact]
    public async Task Load_OtherHash_IsRefusedUnopened()
    {
        await using var host = new ArchiveServer((http, _) => http.Response.WriteAsync("PK no zip at all", Cancel));
        await using var service = Start();

        var problem = (await LoadAsync(service, host, new string('a', 64))).Problem();

        Assert.Equal((422, "download-refused"), (problem.Status, problem.Type));
        Assert.EndsWith($"where {new string('a', 64)} is asked for.", problem.Detail, StringComparison.Ordinal);
        Assert.Equal(1, host.Asked);
        AssertNothingLeft();
    }

    [Fact]
    public async Task Load_ArchiveWithAPathThatLeadsOut_IsRefusedAndWritesNothingThere()
    {
        using var stream = new MemoryStream();
        using (var tar = new TarWriter(new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true)))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "../../tiny/4/model.json") { DataStream = new MemoryStream("{}"u8.ToArray()) });
        }

        var problem = await RefusalAsync(stream.ToArray());

        Assert.Equal((422, "package-refused", "The archive holds a path that leads out of it."), problem);
        Assert.False(Directory.Exists(Path.Combine(_models.Folder, "tiny", "4")));
    }

    [Fact]
    public async Task Load_PackageThatIsWrong_IsRefusedWithItsOneSentenceAndNotKept()
    {
        var problem = await RefusalAsync(VersionedModels.Pack("3", change: package => File.AppendAllText(Path.Combine(package, "vocab.txt"), "x")).Archive);

        Assert.Equal((422, "package-refused"), (problem.Status, problem.Type));
        Assert.StartsWith("vocab.txt has SHA-256", problem.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(_models.Folder, problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_PackageOfAnotherVersion_IsRefused()
    {
        var problem = await RefusalAsync(VersionedModels.Pack("5").Archive);

        Assert.Equal((422, "package-refused"), (problem.Status, problem.Type));
        Assert.StartsWith("model.json", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_TooLarge_IsRefusedAtTheLimit()
    {
        var (archive, sha256) = VersionedModels.Pack("3");
        await using var host = new ArchiveServer(async (http, _) =>
        {
            for (int i = 0; i < 100; i++)
            {
                await http.Response.Body.WriteAsync(archive, http.RequestAborted);
            }
        });
        await using var service = Start(("Models:MaxPackageBytes", "100000"));

        var problem = (await LoadAsync(service, host, sha256)).Problem();

        Assert.Equal((422, "download-refused"), (problem.Status, problem.Type));
        AssertNothingLeft();
    }

    [Theory]
    [InlineData("https://example.com/a.zip", "Packages are not fetched from example.com; Models:DownloadHosts names the hosts they are.")]
    [InlineData("/again", "127.0.0.1 redirects more than 5 times.")]
    public async Task Load_RedirectElsewhere_IsCheckedLikeTheFirst(string to, string detail)
    {
        await using var host = new ArchiveServer((http, _) =>
        {
            http.Response.Redirect(to);
            return Task.CompletedTask;
        });
        await using var service = Start();

        Assert.Equal(detail, (await LoadAsync(service, host, new string('a', 64))).Problem().Detail);
    }

    [Fact]
    public async Task Load_NoHostsConfigured_FetchesNothing()
    {
        await using var host = new ArchiveServer((_, _) => Task.CompletedTask);
        await using var service = new Service(new ServiceFactory(null, ("Models:Directory", _models.Folder)));

        var problem = (await LoadAsync(service, host, new string('a', 64))).Problem();

        Assert.Equal((422, "download-refused", "url"), (problem.Status, problem.Type, problem.Where));
        Assert.Equal(0, host.Asked);
    }

    [Fact]
    public async Task Load_SignedAddress_IsNeverTold()
    {
        await using var host = new ArchiveServer((http, _) =>
        {
            http.Response.StatusCode = 403;
            return Task.CompletedTask;
        });
        await using var service = Start();

        var answer = await LoadAsync(service, host, new string('a', 64));

        Assert.Equal("127.0.0.1 answered 403.", answer.Problem().Detail);
        Assert.DoesNotContain("do-not-tell", answer.Text, StringComparison.Ordinal);
        Assert.NotEmpty(service.Log.Events);
        Assert.DoesNotContain(service.Log.Events, entry => entry.Line.Contains("do-not-tell", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"url":"https://127.0.0.1/a"}""", "missing-property", "sha256")]
    [InlineData("""{"url":"https://127.0.0.1/a","sha256":"ABC"}""", "out-of-range", "sha256")]
    [InlineData("""{"sha256":"abc","path":"/etc"}""", "unknown-property", null)]
    public async Task Load_BodyUnfit_Is400(string body, string type, string? where)
    {
        await using var service = Start();

        var problem = (await service.PostAsync("/models/tiny/3/load", body)).Problem();

        Assert.Equal((400, type, where), (problem.Status, problem.Type, problem.Where));
    }

    public void Dispose() => _models.Dispose();

    private static Task<Answer> LoadAsync(Service service, ArchiveServer host, string sha256) => LoadAsync(service, host.Url, sha256);

    private static Task<Answer> LoadAsync(Service service, string host, string sha256) =>
        service.PostAsync("/models/tiny/3/load", JsonSerializer.Serialize(new { url = host + Signed, sha256 }));

    /// <summary>Begins an answer, and resets the connection while the rest of it is waited for.</summary>
    private static async Task ResetAsync(TcpListener host, CancellationToken cancellationToken)
    {
        byte[] request = new byte[4_096];
        while (true)
        {
            using var connection = await host.AcceptSocketAsync(cancellationToken);
            await connection.ReceiveAsync(request, cancellationToken);
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nbegun"u8.ToArray(), cancellationToken);
            await Task.Delay(100, cancellationToken);
            connection.LingerState = new LingerOption(enable: true, seconds: 0);
        }
    }

    private async Task<(int Status, string Type, string Detail)> RefusalAsync(byte[] archive)
    {
        await using var host = new ArchiveServer((http, _) => http.Response.Body.WriteAsync(archive, Cancel).AsTask());
        await using var service = Start();
        var problem = (await LoadAsync(service, host, Convert.ToHexStringLower(SHA256.HashData(archive)))).Problem();
        AssertNothingLeft();
        return (problem.Status, problem.Type, problem.Detail);
    }

    private void AssertNothingLeft()
    {
        Assert.DoesNotContain(Directory.EnumerateDirectories(_models.Folder), folder => Path.GetFileName(folder).StartsWith('.'));
        Assert.Subset(new HashSet<string?> { "1", "3" }, Directory.EnumerateDirectories(Path.Combine(_models.Folder, "tiny")).Select(path => Path.GetFileName(path)).ToHashSet<string?>());
    }

    private Service Start(params (string, string)[] settings) => new(new ServiceFactory(
        null, [("Models:Directory", _models.Folder), ("Models:WatchInterval", "00:00:00"), ("Models:DownloadHosts", "127.0.0.1"), .. settings]));
}
