using System.Globalization;
using System.Text;
using TextClassify.Infrastructure;

namespace TextClassify.Streams;

/// <summary>Streams of any length run in bounded memory, in a process of its own. TEXTCLASSIFY_STREAM_LINES=1000000 asks for the long
/// one.</summary>
public sealed class LargeStreamTests
{
    /// <summary>
    /// Far below what the answers of a stream would take: 200,000 lines are 40 MB of JSON and ten times that as objects. The collector's
    /// slack beside other work was up to 76 MB.
    /// </summary>
    private const long MostGrowth = 128L * 1024 * 1024;

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly int Lines =
        int.Parse(Environment.GetEnvironmentVariable("TEXTCLASSIFY_STREAM_LINES") ?? "200000", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Classify_VeryManyLines_InOrderAndInBoundedMemory()
    {
        await using var service = new ServiceProcess(["--Models:Directory", TinyService.ModelsFolder]);
        await service.ReadyAsync(Cancel);
        Assert.Equal(20_000, await StreamAsync(service, 20_000));
        long before = service.PeakMemory;

        long answered = await StreamAsync(service, Lines);

        Assert.Equal(Lines, answered);
        Assert.InRange(service.PeakMemory - before, 0, MostGrowth);
    }

    /// <summary>A caller who sends and does not read holds the service's reading back, and gets everything once it reads.</summary>
    [Fact]
    public async Task Classify_CallerDoesNotRead_ReadingStopsAndMemoryStays()
    {
        await using var service = new ServiceProcess(
            ["--Models:Directory", TinyService.ModelsFolder]);
        await service.ReadyAsync(Cancel);
        Assert.Equal(20_000, await StreamAsync(service, 20_000));
        long before = service.PeakMemory;
        using var connection = new LineConnection(service.Port);
        await connection.SendHeadAsync(Cancel);

        byte[] chunk = Chunk(0, 1000);
        int sent = 0;
        using var stalled = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        while (!stalled.IsCancellationRequested && sent < 4000)
        {
            stalled.CancelAfter(TimeSpan.FromSeconds(1.5));
            try
            {
                await connection.SendAsync(chunk, stalled.Token);
                sent++;
            }
            catch (OperationCanceledException) when (!Cancel.IsCancellationRequested)
            {
                break;
            }
        }

        Assert.InRange(sent, 1, 3999);
        Assert.InRange(service.PeakMemory - before, 0, MostGrowth);
    }

    /// <summary>Sends and reads at once; gives the number of results, after checking that they come in order and end with the
    /// summary.</summary>
    private static async Task<long> StreamAsync(ServiceProcess service, int lines)
    {
        using var connection = new LineConnection(service.Port);
        await connection.SendHeadAsync(Cancel, "?top=1");
        var sending = Task.Run(
            async () =>
            {
                for (int start = 0; start < lines; start += 1000)
                {
                    await connection.SendAsync(Chunk(start, Math.Min(1000, lines - start)), Cancel);
                }

                await connection.EndAsync(Cancel);
            },
            Cancel);

        long next = 0;
        bool summary = false;
        await foreach (string line in LinesAsync(connection))
        {
            if (line.StartsWith("{\"index\":", StringComparison.Ordinal))
            {
                Assert.StartsWith($"{{\"index\":{next},\"id\":\"{next}\",\"label\":", line, StringComparison.Ordinal);
                next++;
            }

            summary |= line.StartsWith(
                "{\"summary\":{\"results\":" + lines.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }

        await sending;
        Assert.True(summary);
        return next;
    }

    private static byte[] Chunk(int start, int count)
    {
        var lines = new StringBuilder();
        for (int i = start; i < start + count; i++)
        {
            lines.Append(
                CultureInfo.InvariantCulture, $"{{\"id\":\"{i}\",\"text\":\"the plot is {(i % 3 == 0 ? "good" : "very slow")}\"}}\n");
        }

        return Encoding.UTF8.GetBytes(lines.ToString());
    }

    /// <summary>The lines of the answer; a chunk of the transfer may end inside one, so its frame is taken off first.</summary>
    private static async IAsyncEnumerable<string> LinesAsync(LineConnection connection)
    {
        using var reader = new StreamReader(new ChunkedStream(connection), Encoding.UTF8);
        while (await reader.ReadLineAsync(Cancel) is { } line)
        {
            yield return line;
        }
    }
}
