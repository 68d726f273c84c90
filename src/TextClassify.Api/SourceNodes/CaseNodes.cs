using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Security.Cryptography;
using TextClassify.Inference.Nodes;
using TextClassify.Nodes;

namespace TextClassify.Api.SourceNodes;

/// <summary>The nodes of the models that <c>Nodes</c> names; none where it names no broker, which may come after the service.</summary>
internal sealed partial class CaseNodes : IHostedService, IAsyncDisposable
{
    private readonly NatsTransport? _transport;
    private readonly NodeCases? _cases;
    private readonly FrozenSet<string> _models;
    private readonly string _url;
    private readonly ILogger<CaseNodes> _logger;

    // Not disposed: a host can be told to stop after it is gone, and there is no timer to release.
    private readonly CancellationTokenSource _end = new();

    public CaseNodes(IOptions<NodesOptions> options, NodeMetrics metrics, TimeProvider time, ILogger<CaseNodes> logger)
    {
        var nodes = options.Value;
        (_url, _logger) = (nodes.Url, logger);
        _models = nodes.ModelNames.ToFrozenSet(StringComparer.Ordinal);
        if (nodes.Url.Length > 0)
        {
            ulong name = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
            _transport = new NatsTransport(nodes.Nats);
            _cases = new NodeCases(_transport, new NodeRules(nodes.Timeout, nodes.LateInARow, nodes.Break), time, name, metrics);
        }
    }

    /// <summary>Who asks the nodes of a model; null where this process has them.</summary>
    public NodeCases? For(ITextClassifier model) => model is ICaseClassifier && _models.Contains(model.Manifest.Name) ? _cases : null;

    /// <summary>Looks for the broker beside the start: without it the service answers what it has the texts of.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (_transport is not null)
        {
            _ = ConnectAsync(_transport);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => _end.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        if (_transport is not null)
        {
            await _transport.DisposeAsync();
        }
    }

    private async Task ConnectAsync(NatsTransport transport)
    {
        try
        {
            await transport.ConnectAsync(_end.Token);
            Log.Connected(_logger, _url);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.Failed(_logger, exception, _url);
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1901, Level = LogLevel.Information, Message = "The nodes' broker is there: {Url}.")]
        public static partial void Connected(ILogger logger, string url);

        [LoggerMessage(EventId = 1902, Level = LogLevel.Error, Message = "The nodes' broker {Url} can't be looked for any more.")]
        public static partial void Failed(ILogger logger, Exception exception, string url);
    }
}
