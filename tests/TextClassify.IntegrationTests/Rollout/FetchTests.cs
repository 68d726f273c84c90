using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using TextClassify.Infrastructure;

namespace TextClassify.Rollout;

/// <summary>Packages from an address: what arrives is checked, and where it may come from.</summary>
public sealed class FetchTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly Fetching _fetching = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Load_FromAnAddress_IsReadyAndInTheFolder(bool zip)
    {
        var (archive, sha256) = VersionedModels.Pack("3", zip);
        await using var host = new ArchiveServer((http, _) => http.Response.Body.WriteAsync(archive, Cancel).AsTask());
        await using var service = _fetching.Start();

        var answer = await Fetching.LoadAsync(service, host, sha256);

        Assert.True(answer.Status is HttpStatusCode.OK, answer.Text);
        Assert.Equal(
            "3",
            (await service.PostAsync(
                "/classify", """{"model":"tiny/3","inputs":"good"}""")).Json.GetProperty("model").GetProperty("version").GetString());
        Assert.True(File.Exists(Path.Combine(_fetching.Models.Folder, "tiny", "3", "model.json")));
        _fetching.AssertNothingLeft();
        Assert.Equal(
            (409, "model-state"),
            ((await Fetching.LoadAsync(service, host, sha256)).Problem() is var again) ? (again.Status, again.Type) : default);
        Assert.Equal(1, host.Asked);
    }

    /// <summary>A service that starts on an empty folder, and one package that can't be had beside one that can.</summary>
    [Fact]
    public async Task Start_PackagesOfTheSettings_AreFetchedOnce()
    {
        var (archive, sha256) = VersionedModels.Pack("3");
        await using var host = new ArchiveServer((http, _) => http.Response.Body.WriteAsync(archive, Cancel).AsTask());
        string folder = Path.Combine(_fetching.Models.Folder, "new");
        (string, string)[] settings =
        [
            ("Models:Directory", folder), ("Models:DownloadHosts", "127.0.0.1:*"),
            .. Source("a", "3", host.Url + "/a", sha256), .. Source("b", "5", host.Url + "/b", new string('a', 64)),
        ];

        for (int start = 0; start < 2; start++)
        {
            await using var service = new Service(new ServiceFactory(null, settings));
            Assert.Equal("3", (await service.GetAsync("/models/tiny")).Json.GetProperty("version").GetString());
            Assert.Equal(200, (int)(await service.GetAsync("/health/ready")).Status);
            Assert.Contains(
                service.Log.Events,
                entry => entry.Line.Contains("of Models:Packages is not there: ", StringComparison.Ordinal)
                    && entry.Line.Contains("The archive is not the one whose SHA-256 is", StringComparison.Ordinal));
        }

        Assert.Equal(3, host.Asked);

        static (string, string)[] Source(string key, string version, string url, string sha256) =>
        [
            ($"Models:Packages:{key}:Name", "tiny"),
            ($"Models:Packages:{key}:Version", version),
            ($"Models:Packages:{key}:Url", url),
            ($"Models:Packages:{key}:Sha256", sha256),
        ];
    }

    [Fact]
    public async Task Load_OtherHash_IsRefusedUnopened()
    {
        await using var host = new ArchiveServer((http, _) => http.Response.WriteAsync("PK no zip at all", Cancel));
        await using var service = _fetching.Start();

        var problem = (await Fetching.LoadAsync(service, host, new string('a', 64))).Problem();

        Assert.Equal((422, "download-refused"), (problem.Status, problem.Type));
        Assert.Equal($"The archive is not the one whose SHA-256 is {new string('a', 64)}.", problem.Detail);
        Assert.Equal(1, host.Asked);
        _fetching.AssertNothingLeft();
    }

    [Fact]
    public async Task Load_ArchiveWithAPathThatLeadsOut_IsRefusedAndWritesNothingThere()
    {
        using var stream = new MemoryStream();
        using (var tar = new TarWriter(new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true)))
        {
            tar.WriteEntry(
                new PaxTarEntry(TarEntryType.RegularFile, "../../tiny/4/model.json") { DataStream = new MemoryStream("{}"u8.ToArray()) });
        }

        var problem = await RefusalAsync(stream.ToArray());

        Assert.Equal((422, "package-refused", "The archive holds a path that leads out of it."), problem);
        Assert.False(Directory.Exists(Path.Combine(_fetching.Models.Folder, "tiny", "4")));
    }

    [Fact]
    public async Task Load_PackageThatIsWrong_IsRefusedWithItsOneSentenceAndNotKept()
    {
        var problem = await RefusalAsync(
            VersionedModels.Pack("3", change: package => File.AppendAllText(Path.Combine(package, "vocab.txt"), "x")).Archive);

        Assert.Equal((422, "package-refused"), (problem.Status, problem.Type));
        Assert.StartsWith("vocab.txt has SHA-256", problem.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(_fetching.Models.Folder, problem.Detail, StringComparison.Ordinal);
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
        await using var service = _fetching.Start(("Models:MaxPackageBytes", "100000"));

        var problem = (await Fetching.LoadAsync(service, host, sha256)).Problem();

        Assert.Equal((422, "download-refused"), (problem.Status, problem.Type));
        _fetching.AssertNothingLeft();
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
        await using var service = _fetching.Start();

        Assert.Equal(detail, (await Fetching.LoadAsync(service, host, new string('a', 64))).Problem().Detail);
    }

    [Fact]
    public async Task Load_NoHostsConfigured_FetchesNothing()
    {
        await using var host = new ArchiveServer((_, _) => Task.CompletedTask);
        await using var service = new Service(new ServiceFactory(null, ("Models:Directory", _fetching.Models.Folder)));

        var problem = (await Fetching.LoadAsync(service, host, new string('a', 64))).Problem();

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
        await using var service = _fetching.Start();

        var answer = await Fetching.LoadAsync(service, host, new string('a', 64));

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
        await using var service = _fetching.Start();

        var problem = (await service.PostAsync("/models/tiny/3/load", body)).Problem();

        Assert.Equal((400, type, where), (problem.Status, problem.Type, problem.Where));
    }

    public void Dispose() => _fetching.Dispose();

    private async Task<(int Status, string Type, string Detail)> RefusalAsync(byte[] archive)
    {
        await using var host = new ArchiveServer((http, _) => http.Response.Body.WriteAsync(archive, Cancel).AsTask());
        await using var service = _fetching.Start();
        var problem = (await Fetching.LoadAsync(service, host, Convert.ToHexStringLower(SHA256.HashData(archive)))).Problem();
        _fetching.AssertNothingLeft();
        return (problem.Status, problem.Type, problem.Detail);
    }
}
