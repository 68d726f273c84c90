using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace TextClassify.OwnData;

/// <summary>The service and the training program together, as both are built.</summary>
public sealed class TrainOverHttpTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    /// <summary>A file that can't be used ends in the program's own sentence, and nothing else is needed for the next one.</summary>
    [Fact]
    public async Task Post_FileWithoutTheColumn_EndsInTheSentenceOfTheProgram()
    {
        await using var site = new TrainingSite();
        await site.Service.ReadyAsync(Cancel);

        var failed = await UntilAsync(site, await SendAsync(site, "ticket,team\na,b\nc,d\n"), "failed");

        Assert.Equal("tickets.csv has no column 'body'; it has 'ticket', 'team'.", failed.GetProperty("error").GetString());
    }

    /// <summary>Cancelled, and stopped from without: in both cases nothing of the run is left.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_CancelledOrItsServiceKilled_LeavesNoProcess(bool cancels)
    {
        await using var site = new TrainingSite();
        await site.Service.ReadyAsync(Cancel);
        string id = await SendAsync(site, await File.ReadAllTextAsync(site.TicketsFile, Cancel));
        var training = await UntilAsync(site, id, "running");
        while (!training.TryGetProperty("stage", out _))
        {
            training = await UntilAsync(site, id, "running");
        }

        Assert.Single(Processes(site.Runs));
        if (cancels)
        {
            using var answer = await site.Service.Http.DeleteAsync($"/trainings/{id}", Cancel);
            Assert.Equal("cancelled", (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("state").GetString());
        }
        else
        {
            using var service = Process.GetProcessById(site.Service.Id);
            service.Kill();
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (Processes(site.Runs).Count > 0)
        {
            await Task.Delay(50, patience.Token);
        }
    }

    /// <summary>Those whose command line names the folder; Linux alone tells of it.</summary>
    private static List<string> Processes(string folder)
    {
        Assert.SkipUnless(Directory.Exists("/proc"), "Only Linux lists the command lines of processes.");
        return
        [
            .. Directory.EnumerateDirectories("/proc").Where(process => char.IsAsciiDigit(Path.GetFileName(process)[0])).Where(process =>
            {
                try
                {
                    return File.ReadAllText(Path.Combine(process, "cmdline"))
                        .Contains($"--csv={folder}", StringComparison.Ordinal);
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
                {
                    return false;
                }
            }),
        ];
    }

    private static async Task<string> SendAsync(TrainingSite site, string rows)
    {
        using var content = new StringContent(rows, Encoding.UTF8, new MediaTypeHeaderValue("text/csv"));
        using var taken = await site.Service.Http.PostAsync("/trainings?name=tickets&text=body&label=team", content, Cancel);
        taken.EnsureSuccessStatusCode();
        return (await taken.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetString()!;
    }

    private static async Task<JsonElement> UntilAsync(TrainingSite site, string id, string state)
    {
        while (true)
        {
            var training = await site.Service.Http.GetFromJsonAsync<JsonElement>($"/trainings/{id}", Cancel);
            string now = training.GetProperty("state").GetString()!;
            if (now == state)
            {
                return training;
            }

            Assert.True(now is "queued" or "running", training.ToString());
            await Task.Delay(50, Cancel);
        }
    }
}
