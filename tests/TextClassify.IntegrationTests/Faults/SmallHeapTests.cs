using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Faults;

/// <summary>A heap of 768 MiB, where the first object too many ends the process, and the dearest requests that are taken, all at
/// once.</summary>
public sealed class SmallHeapTests : IDisposable
{
    private const int BodyBytes = 8 * 1024 * 1024;
    private const int Holding = 130;
    private const int Times = 4;

    /// <summary>The heap's limit. Native buffers are beyond it, so a peak below is not given by the limit; how soon the collector gives
    /// memory back is its own affair.</summary>
    private const long MostGrowth = 0x30000000;

    /// <summary>The service cuts requests off after this, and so bounds the test.</summary>
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(5);

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly SmallModels _models = new();
    private readonly ConcurrentDictionary<string, int> _outcomes = new(StringComparer.Ordinal);

    public SmallHeapTests() =>
        SmallModels.Copy(Path.Combine(Repository.Folder, "models", "sentiment", "1"), Path.Combine(_models.Folder, "sentiment", "1"));

    [Fact]
    public async Task Requests_TheDearestAtOnce_TheProcessLivesAndMemoryIsBounded()
    {
        await using var service = new ServiceProcess(
            ["--Models:Directory", _models.Folder, "--Api:LogFormat", "None", "--Limits:RequestTimeout", RequestTimeout.ToString()],
            environment: ("DOTNET_GCHeapHardLimit", "0x30000000"));
        await service.ReadyAsync(Cancel);
        using var http = new HttpClient { BaseAddress = service.Http.BaseAddress, Timeout = TimeSpan.FromSeconds(40) };
        Assert.Equal(HttpStatusCode.OK, await ClassifyAsync(http));
        long before = service.ResidentMemory;

        await Task.WhenAll(Enumerable.Range(0, Holding).Select(_ => HoldAsync(service.Port)));
        await Task.WhenAll(Dearest().Select(request => SendAsync(http, request)));
        long after = service.ResidentMemory;

        string outcomes = string.Join(", ", _outcomes.OrderBy(outcome => outcome.Key).Select(outcome => $"{outcome.Key}: {outcome.Value}"));
        for (int i = 0; i < 200 && await ClassifyAsync(http) != HttpStatusCode.OK; i++)
        {
            await Task.Delay(50, Cancel);
        }

        string summary = string.Create(
            CultureInfo.InvariantCulture,
            $"resident MiB {before >> 20}, {service.PeakMemory >> 20} at most, {after >> 20} behind it, {service.ResidentMemory >> 20} "
                + $"later; {outcomes}");
        TestContext.Current.TestOutputHelper?.WriteLine(summary);
        Assert.Equal(HttpStatusCode.OK, await ClassifyAsync(http));
        Assert.True(service.PeakMemory - before < MostGrowth, summary);
        Assert.DoesNotContain(_outcomes.Keys, outcome => outcome.EndsWith(" 500", StringComparison.Ordinal));
    }

    public void Dispose() => _models.Dispose();

    private static async Task<HttpStatusCode> ClassifyAsync(HttpClient http)
    {
        using var answer = await http.PostAsync(
            "/classify",
            new StringContent("""{"model":"sentiment","inputs":"fine"}""", new MediaTypeHeaderValue("application/json")),
            Cancel);
        return answer.StatusCode;
    }

    /// <summary>Each of a kind several times, the kinds mixed.</summary>
    private static IEnumerable<(string Name, string Path, string Type, byte[] Body)> Dearest()
    {
        string words = string.Join(' ', Enumerable.Repeat("good but not so fine", 52));
        string[] long256 = [.. Enumerable.Repeat(words, 1_024)];
        string wide = "good" + new string(' ', 8_100);
        (string, string, string, byte[])[] kinds =
        [
            ("repeated metrics", "/explain", "application/json", Json(
                new
                {
                    model = "sentiment",
                    inputs = Enumerable.Repeat("good", 512),
                    metrics = Enumerable.Repeat("comprehensiveness", 20_000),
                })),
            ("all metrics", "/explain", "application/json", Json(new
            {
                model = "sentiment",
                inputs = Enumerable.Repeat("good but not so fine", 512),
                methods = Words("evidence leave_one_out gradient_x_input"),
                metrics = Words("comprehensiveness sufficiency log_odds deletion_auc insertion_auc infidelity leave_one_out_tau"),
            })),
            ("evidence of all labels", "/explain", "application/json", Json(
                new { model = "sentiment", inputs = long256, targets = "all" })),
            ("lime", "/explain", "application/json", Json(
                new { model = "sentiment", inputs = long256[..8], method = "lime", parameters = new { n_samples = 5_000 } })),
            ("path", "/explain", "application/json", Json(
                new { model = "sentiment", inputs = long256[..16], method = "integrated_gradients", parameters = new { n_steps = 512 } })),
            ("vectors", "/hidden-states", "application/json", Json(
                new
                {
                    model = "sentiment",
                    inputs = long256[..110],
                    include = Words("vectors wordWeights distance"),
                    encoding = "numbers",
                })),
            ("all readings", "/hidden-states", "application/json", Json(new { model = "sentiment", inputs = long256 })),
            ("zones", "/hidden-states", "application/json", Json(
                new { model = "rhyme", inputs = long256[..200], include = Words("zones zoneNorms"), encoding = "numbers" })),
            ("evidence", "/classify", "application/json", Json(new { model = "sentiment", inputs = long256, evidence = true })),
            ("wide", "/classify", "application/json", Json(new { model = "sentiment", inputs = Enumerable.Repeat(wide, 1_024) })),
            ("score", "/score", "application/json", Json(new { model = "rhyme", inputs = Enumerable.Repeat(wide, 1_024) })),
            ("generate", "/generate", "application/json", Json(new { model = "rhyme", length = 400, prompt = "the cat" })),
            ("values", "/explain", "application/json", Json(
                new { inputs = "good", parameters = new { x = Enumerable.Repeat(1, 4_000_000) } })),
            ("lines", "/classify?model=sentiment&evidence=true", "application/x-ndjson", Lines("good" + new string(' ', 15_000), 500)),
            ("explained lines", "/explain?model=sentiment&method=lime&n_samples=5000", "application/x-ndjson", Lines(words, 8)),
        ];
        return Enumerable.Repeat(kinds, Times).SelectMany(all => all);
    }

    private async Task SendAsync(HttpClient http, (string Name, string Path, string Type, byte[] Body) request)
    {
        using var content = new ByteArrayContent(request.Body);
        content.Headers.ContentType = new MediaTypeHeaderValue(request.Type);
        using var message = new HttpRequestMessage(HttpMethod.Post, request.Path) { Content = content };
        using var time = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        time.CancelAfter(2 * RequestTimeout);
        string outcome;
        try
        {
            using var answer = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, time.Token);
            outcome = $"{(int)answer.StatusCode}";
            await answer.Content.CopyToAsync(Stream.Null, time.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException
            && !Cancel.IsCancellationRequested)
        {
            // A stream without an end in time, or a body whose refusal came before it was sent.
            outcome = "cut";
        }

        _outcomes.AddOrUpdate($"{request.Name} {outcome}", 1, (_, count) => count + 1);
    }

    /// <summary>Sends all of a body but its last byte, and waits for what comes.</summary>
    private async Task HoldAsync(int port)
    {
        byte[] block = new byte[64 * 1024];
        Array.Fill(block, (byte)' ');
        using var time = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        time.CancelAfter(RequestTimeout / 2);
        string outcome = "held";
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port, time.Token);
            var stream = client.GetStream();
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"POST /classify HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {BodyBytes}\r\n\r\n"),
                time.Token);
            var answer = stream.ReadAsync(new byte[64], time.Token).AsTask();
            for (int sent = 0; sent < BodyBytes - block.Length && !answer.IsCompleted; sent += block.Length)
            {
                await stream.WriteAsync(block, time.Token);
            }

            await answer;
            outcome = "answered";
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException
            && !Cancel.IsCancellationRequested)
        {
            outcome = exception is OperationCanceledException ? outcome : "closed";
        }

        _outcomes.AddOrUpdate($"body {outcome}", 1, (_, count) => count + 1);
    }

    private static string[] Words(string words) => words.Split(' ');

    private static byte[] Json(object body) => JsonSerializer.SerializeToUtf8Bytes(body);

    private static byte[] Lines(string text, int count) =>
        Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Repeat(JsonSerializer.Serialize(text), count)));
}
