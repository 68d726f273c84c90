using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace TextClassify.Api.Http;

/// <summary>Writes server-sent events (HTML Living Standard, 9.2), each at once; waits for a caller who reads slowly.</summary>
internal sealed class EventWriter(PipeWriter body) : IDisposable
{
    private readonly Utf8JsonWriter _json = new(body);
    private int _id;

    public async ValueTask WriteAsync<T>(string name, T value, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        body.Write(Encoding.UTF8.GetBytes($"event: {name}\nid: {_id++}\ndata: "));
        JsonSerializer.Serialize(_json, value, type);
        _json.Flush();
        _json.Reset();
        body.Write("\n\n"u8);
        var flushed = await body.FlushAsync(cancellationToken);
        if (flushed.IsCompleted)
        {
            throw new OperationCanceledException("The caller reads no more.");
        }
    }

    public void Dispose() => _json.Dispose();
}
