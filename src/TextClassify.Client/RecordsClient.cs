using Polly;

namespace TextClassify.Client;

/// <summary>
/// Takes away what was recorded, for keys of scope <c>operate</c>, and asks about it, for those of <c>analyse</c>. All of it may be sent
/// again, as erasing twice does no harm. Safe for concurrent use.
/// </summary>
public sealed class RecordsClient
{
    private const string Erasures = "erasures";
    private const string Diff = "explanations/diff";

    private readonly ServiceCalls _calls;
    private readonly ResiliencePipeline<HttpResponseMessage> _repeated;

    internal RecordsClient(ServiceCalls calls, TextClassifyClientOptions options, TimeProvider time) =>
        (_calls, _repeated) = (calls, ClientPipeline.Build(options with { HedgeAfter = null }, time));

    /// <summary>Takes away what was recorded of a caller until now. When it returns no question shows it.</summary>
    public Task<ErasuresResponse> EraseCallerAsync(string caller, CancellationToken cancellationToken = default) =>
        EraseAsync(new ErasureRequest { Caller = caller }, cancellationToken);

    /// <summary>The same of a text, in every character.</summary>
    public Task<ErasuresResponse> EraseTextAsync(string text, CancellationToken cancellationToken = default) =>
        EraseAsync(new ErasureRequest { Text = text }, cancellationToken);

    /// <summary>What was asked for, and whether the files are written anew.</summary>
    public Task<ErasuresResponse> ErasuresAsync(CancellationToken cancellationToken = default) =>
        _calls.SendAsync(_repeated, HttpMethod.Get, Erasures, null, ClientJson.Default.ErasuresResponse, cancellationToken);

    /// <summary>What differs between two versions over the texts that both answered.</summary>
    public Task<VersionDiffResponse> CompareVersionsAsync(VersionComparison comparison, CancellationToken cancellationToken = default) =>
        _calls.SendAsync(
            _repeated, HttpMethod.Get, $"{Diff}?{comparison.Query}", null, ClientJson.Default.VersionDiffResponse, cancellationToken);

    private Task<ErasuresResponse> EraseAsync(ErasureRequest request, CancellationToken cancellationToken) => _calls.SendAsync(
        _repeated, HttpMethod.Post, Erasures, JsonSerializer.SerializeToUtf8Bytes(request, ClientJson.Default.ErasureRequest),
        ClientJson.Default.ErasuresResponse, cancellationToken);
}
