using System.IO.Pipelines;
using System.Text.Json.Serialization.Metadata;

namespace TextClassify.Api.Streams;

/// <summary>Writes one JSON value a line, and waits for the caller to read when too much is unread.</summary>
internal sealed class LineWriter(PipeWriter body) : IDisposable
{
    /// <summary>Kestrel holds 64 KB for a slow reader before a flush waits; more in one go would only pile up.</summary>
    private const int FlushBytes = 32 * 1024;

    private readonly Utf8JsonWriter _json = new(body);

    public async ValueTask WriteAsync<T>(T value, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        JsonSerializer.Serialize(_json, value, type);
        _json.Flush();
        _json.Reset();
        body.GetSpan(1)[0] = (byte)'\n';
        body.Advance(1);
        if (body.UnflushedBytes >= FlushBytes)
        {
            await FlushAsync(cancellationToken);
        }
    }

    /// <summary>Sends what is written.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        var flushed = await body.FlushAsync(cancellationToken);
        if (flushed.IsCompleted)
        {
            throw new OperationCanceledException("The caller reads no more.");
        }
    }

    public void Dispose() => _json.Dispose();
}
