using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using TextClassify.Benchmarks.Measuring;

namespace TextClassify.Benchmarks.Http;

/// <summary>Texts a second through batches and through one long NDJSON stream, with the service's peak memory after each.</summary>
internal static class HttpThroughput
{
    private const int BatchSize = 64;

    public static async Task<string> MeasureAsync(ServiceProcess service, string model, int texts, CancellationToken cancellationToken)
    {
        var table = new MarkdownTable("route", "texts", "texts/s", "service's peak MiB");
        foreach (int clients in new[] { 1, 4 })
        {
            double seconds = await BatchesAsync(service.Port, model, clients, texts, cancellationToken);
            Add($"POST /classify, batches of {BatchSize}, {clients} at a time", texts, seconds);
        }

        double streamed = await StreamAsync(service.Port, model, texts, cancellationToken);
        Add("POST /classify, NDJSON in and out, one stream", texts, streamed);
        double longer = await StreamAsync(service.Port, model, 4 * texts, cancellationToken);
        Add("the same, four times as long", 4 * texts, longer);

        return table.ToString();

        void Add(string name, int count, double seconds) => table.Add(
            name,
            count.ToString("N0", CultureInfo.InvariantCulture),
            (count / seconds).ToString("N0", CultureInfo.InvariantCulture),
            (service.PeakWorkingSet / (1024.0 * 1024)).ToString("F0", CultureInfo.InvariantCulture));
    }

    private static async Task<double> BatchesAsync(int port, string model, int clients, int texts, CancellationToken cancellationToken)
    {
        var inputs = Enumerable.Range(0, BatchSize).Select(i => Sentences.All[i % Sentences.All.Length]);
        byte[] request = LoopbackClient.Request("/classify", JsonSerializer.Serialize(new { model, inputs }));
        int batches = texts / BatchSize / clients;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(
            () =>
            {
                using var client = new LoopbackClient(port);
                for (int i = 0; i < batches; i++)
                {
                    client.Exchange(request);
                }
            },
            cancellationToken)));

        return watch.Elapsed.TotalSeconds * texts / ((double)batches * BatchSize * clients);
    }

    /// <summary>Writes and reads at the same time, as a client of a stream must: the service answers while it reads.</summary>
    private static async Task<double> StreamAsync(int port, string model, int texts, CancellationToken cancellationToken)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        await using var stream = client.GetStream();
        var watch = Stopwatch.StartNew();

        var write = WriteAsync(stream, model, texts, cancellationToken);
        int results = await CountResultsAsync(stream, cancellationToken);
        await write;

        return results == texts
            ? watch.Elapsed.TotalSeconds
            : throw new InvalidOperationException($"The stream answered {results} of {texts} lines.");
    }

    private static async Task WriteAsync(NetworkStream stream, string model, int texts, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /classify?model={model} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                + "Accept: application/x-ndjson\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"),
            cancellationToken);

        const int LinesInChunk = 256;
        for (int first = 0; first < texts; first += LinesInChunk)
        {
            var lines = Enumerable.Range(first, Math.Min(LinesInChunk, texts - first))
                .Select(
                    i => JsonSerializer.Serialize(
                        new { id = i.ToString(CultureInfo.InvariantCulture), text = Sentences.All[i % Sentences.All.Length] }) + "\n");
            byte[] chunk = Encoding.UTF8.GetBytes(string.Concat(lines));
            byte[] size = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{chunk.Length:x}\r\n"));
            await stream.WriteAsync((byte[])[.. size, .. chunk, .. "\r\n"u8], cancellationToken);
        }

        await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), cancellationToken);
    }

    /// <summary>Counts the lines between the head and the summary, until the last chunk.</summary>
    private static async Task<int> CountResultsAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        // Latin-1 keeps one character a byte, as chunk sizes count.
        using var reader = new StreamReader(stream, Encoding.Latin1, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16);
        string status = await reader.ReadLineAsync(cancellationToken) ?? "";
        if (!status.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
        {
            throw new HttpRequestException($"The stream was answered with {status}.");
        }

        while (await reader.ReadLineAsync(cancellationToken) is { Length: > 0 })
        {
        }

        int lines = 0;
        while (await reader.ReadLineAsync(cancellationToken) is { } line
            && int.Parse(line, NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and int size)
        {
            char[] chunk = new char[size + 2];
            if (await reader.ReadBlockAsync(chunk, cancellationToken) < chunk.Length)
            {
                throw new HttpRequestException("The stream ended within a chunk.");
            }

            lines += chunk.AsSpan(0, size).Count('\n');
        }

        return lines - 2;
    }
}
