using System.Diagnostics;
using System.Net;
using System.Text;
using TextClassify.Infrastructure;

namespace TextClassify.Faults;

/// <summary>Whoever reads the log has stopped: a pipe holds 64 KiB, and a write to it then waits for ever.</summary>
public sealed class UnreadLogTests
{
    // A line of the log has some 400 bytes.
    private const int Requests = 700;

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Log_NobodyReads_RequestsAreAnsweredAndTheServiceStops()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Named pipes are made with Linux's mkfifo.");
        var folder = Directory.CreateTempSubdirectory();
        string pipe = Path.Combine(folder.FullName, "log");
        using (var making = Process.Start("mkfifo", [pipe]))
        {
            await making.WaitForExitAsync(Cancel);
        }

        await using var service = ServiceProcess.WritingTo(
            pipe, ["--Models:Directory", TinyService.ModelsFolder, "--Api:LogFormat", "Json"]);
        await service.ReadyAsync(Cancel);
        for (int request = 0; request < Requests; request++)
        {
            using var body = new StringContent("""{"model":"tiny","inputs":"good"}""", Encoding.UTF8, "application/json");
            using var answer = await service.Http.PostAsync("/classify", body, Cancel);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        await service.TerminateAsync(Cancel);
        Assert.Equal(0, await service.ExitAsync(Cancel));
        folder.Delete(recursive: true);
    }
}
