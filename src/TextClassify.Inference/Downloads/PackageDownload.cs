using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;
using TextClassify.Inference.Registry;

namespace TextClassify.Inference.Downloads;

/// <summary>Fetches archives to disk and holds them against their hash. Safe for concurrent use.</summary>
public sealed class PackageDownload : IDisposable
{
    private const int MostRedirects = 5;
    private const int BufferBytes = 1 << 16;

    private readonly ModelsOptions _options;
    private readonly DownloadRules _rules;
    private readonly TimeProvider _time;
    private readonly ILogger<PackageDownload> _logger;

    // The rules bound the hosts, and so the pipelines.
    private readonly ConcurrentDictionary<string, ResiliencePipeline> _pipelines = new(StringComparer.OrdinalIgnoreCase);

    // Redirects are followed here, so that each step is checked; what is hashed is what is stored, so nothing is decompressed on the way.
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        UseCookies = false,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public PackageDownload(IOptions<ModelsOptions> options, TimeProvider time, ILogger<PackageDownload> logger)
    {
        _options = options.Value;
        _rules = new DownloadRules(_options.DownloadHosts);
        _time = time;
        _logger = logger;
    }

    /// <summary>Why nothing is fetched from there; null when it may be.</summary>
    public string? Check(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) ? _rules.Check(address) : "A package's address begins with https://.";

    /// <param name="url">Passes <see cref="Check"/>.</param>
    /// <param name="sha256">Of the archive, 64 lower-case hexadecimal digits.</param>
    /// <param name="path">The file to write; nothing of value is there when the fetch failed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<FetchOutcome> FetchAsync(string url, string sha256, string path, CancellationToken cancellationToken)
    {
        var address = new Uri(url);
        var pipeline = _pipelines.GetOrAdd(address.Host, host => FetchPipeline.Build(host, _options.DownloadTimeout, _time, _logger));
        try
        {
            // What came is not told: it may be what the caller can't read there.
            string actual = await pipeline.ExecuteAsync(
                async cancel => await AttemptAsync(address, path, cancel).ConfigureAwait(false), cancellationToken)
                .ConfigureAwait(false);
            return actual == sha256
                ? FetchOutcome.Done
                : new FetchOutcome(FetchResult.Refused, $"The archive is not the one whose SHA-256 is {sha256}.");
        }
        catch (FetchFailure failure)
        {
            return new FetchOutcome(failure.Passing ? FetchResult.Failed : FetchResult.Refused, failure.Message);
        }
        catch (BrokenCircuitException)
        {
            return new FetchOutcome(
                FetchResult.Failed, $"{address.Host} failed too often; it is asked again after {FetchPipeline.Break.TotalSeconds:F0} s.");
        }
        catch (TimeoutRejectedException)
        {
            return new FetchOutcome(FetchResult.Failed, $"The package was not there after {_options.DownloadTimeout.TotalSeconds:F0} s.");
        }
    }

    public void Dispose() => _http.Dispose();

    /// <returns>The hash of what came.</returns>
    private async Task<string> AttemptAsync(Uri address, string path, CancellationToken cancellationToken)
    {
        // The system's clock: it times a socket, which no other clock moves.
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stall.CancelAfter(_options.DownloadStall);
        try
        {
            using var answer = await AskAsync(address, stall.Token).ConfigureAwait(false);
            if (!answer.IsSuccessStatusCode)
            {
                throw FetchFailure.Of(answer, address.Host, _time.GetUtcNow());
            }

            return await StoreAsync(answer, path, stall).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stall.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new FetchFailure($"{address.Host} sent nothing for {_options.DownloadStall.TotalSeconds:0.###} s.", passing: true);
        }
        catch (HttpRequestException exception)
        {
            throw new FetchFailure($"The connection to {address.Host} failed.", passing: true, inner: exception);
        }
    }

    private async Task<HttpResponseMessage> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        for (int step = 0; step <= MostRedirects; step++)
        {
            if (_rules.Check(address) is { } reason)
            {
                throw new FetchFailure(reason, passing: false);
            }

            var answer = await _http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if ((int)answer.StatusCode is not (301 or 302 or 303 or 307 or 308) || answer.Headers.Location is not { } next)
            {
                return answer;
            }

            answer.Dispose();
            address = new Uri(address, next);
        }

        throw new FetchFailure($"{address.Host} redirects more than {MostRedirects} times.", passing: false);
    }

    private async Task<string> StoreAsync(HttpResponseMessage answer, string path, CancellationTokenSource stall)
    {
        if (answer.Content.Headers.ContentLength > _options.MaxPackageBytes)
        {
            throw TooLarge();
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var from = await answer.Content.ReadAsStreamAsync(stall.Token).ConfigureAwait(false);
        await using var to = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        byte[] buffer = new byte[BufferBytes];
        for (long total = 0; ;)
        {
            int read = await ReadAsync(from, buffer, stall.Token).ConfigureAwait(false);
            if (read == 0)
            {
                return Convert.ToHexStringLower(hash.GetCurrentHash());
            }

            total += read;
            if (total > _options.MaxPackageBytes)
            {
                throw TooLarge();
            }

            stall.CancelAfter(_options.DownloadStall);
            hash.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), stall.Token).ConfigureAwait(false);
        }
    }

    /// <summary>A cut connection may come as any <see cref="IOException"/>, and must not be taken for the disk's.</summary>
    private static async ValueTask<int> ReadAsync(Stream from, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await from.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new HttpRequestException("The connection was cut.", exception);
        }
    }

    private FetchFailure TooLarge() =>
        new($"The archive has more than {_options.MaxPackageBytes} bytes, which Models:MaxPackageBytes allows.", passing: false);
}
