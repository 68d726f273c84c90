using System.Net;
using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Faults;

/// <summary>No space for a package, for the note of which version is active, or for the log: what served goes on.</summary>
public sealed class FullDiskTests
{
    private const string Good = """{"model":"tiny","inputs":"good"}""";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Load_NoSpaceForThePackage_Is409AndThereIsRoomAgainAndTheOldOneServes()
    {
        using var disk = SmallDisk.Mount();
        var models = new VersionedModels(disk.Folder, "1");
        disk.Fill();
        var (archive, sha256) = VersionedModels.Pack("3");
        await using var host = new ArchiveServer((http, _) => http.Response.Body.WriteAsync(archive, Cancel).AsTask());
        await using var service = Start(models);

        var problem = (await service.PostAsync(
            "/models/tiny/3/load", JsonSerializer.Serialize(new { url = host.Url + "/3", sha256 }))).Problem();

        Assert.Equal(
            (409, "model-state", "The models' folder cannot be written; the log has the reason."),
            (problem.Status, problem.Type, problem.Detail));
        Assert.Contains(service.Log.Events, entry => entry.Line.Contains("No space left on device", StringComparison.Ordinal));
        Assert.DoesNotContain(Directory.EnumerateDirectories(models.Folder), folder => Path.GetFileName(folder).StartsWith('.'));
        Assert.Equal("1", await AnsweringAsync(service));
        Assert.Equal(200, (int)(await service.GetAsync("/health/ready")).Status);

        File.Delete(Path.Combine(disk.Folder.FullName, ".full"));
        Assert.Equal(
            200,
            (int)(await service.PostAsync("/models/tiny/3/load", JsonSerializer.Serialize(new { url = host.Url + "/3", sha256 }))).Status);
    }

    [Fact]
    public async Task Activate_NoSpaceForTheNote_ServesItAndWarns()
    {
        using var disk = SmallDisk.Mount();
        var models = new VersionedModels(disk.Folder, "1", "2");
        await using var service = Start(models);
        disk.Fill();

        var answer = await service.PostAsync("/models/tiny/1/activate", "");

        Assert.Equal(200, (int)answer.Status);
        Assert.Equal("1", await AnsweringAsync(service));
        Assert.Contains(
            service.Log.Events,
            entry => entry.Level is Serilog.Events.LogEventLevel.Warning
                && entry.Line.Contains("No space left on device", StringComparison.Ordinal));
    }

    /// <summary>/dev/full refuses every write as a full disk does.</summary>
    [Fact]
    public async Task Log_NoSpace_RequestsAreAnswered()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "/dev/full is Linux's.");
        await using var service = ServiceProcess.WritingTo(
            "/dev/full", ["--Models:Directory", TinyService.ModelsFolder, "--Api:LogFormat", "Json"]);
        await service.ReadyAsync(Cancel);

        for (int request = 0; request < 20; request++)
        {
            using var body = new StringContent(Good, System.Text.Encoding.UTF8, "application/json");
            using var answer = await service.Http.PostAsync("/classify", body, Cancel);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    private static Service Start(VersionedModels models) => new(new ServiceFactory(
        null, ("Models:Directory", models.Folder), ("Models:WatchInterval", "00:00:00"), ("Models:DownloadHosts", "127.0.0.1:*")));

    private static async Task<string?> AnsweringAsync(Service service) =>
        (await service.PostAsync("/classify", Good)).Json.GetProperty("model").GetProperty("version").GetString();
}
