using System.Text.Json;
using Serilog.Events;
using Serilog.Parsing;
using TextClassify.Api.Telemetry;

namespace TextClassify.Telemetry;

public sealed class JsonLinesTests
{
    [Fact]
    public async Task EmitBatchAsync_ManyEvents_IsOneWriteOfOneLineEach()
    {
        await using var output = new Writes();
        using var lines = new JsonLines(output);

        await lines.EmitBatchAsync([.. Enumerable.Range(0, 200).Select(Event)]);

        Assert.Equal(1, output.Count);
        string[] written = System.Text.Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Enumerable.Range(0, 200), written.Select(line => JsonElement.Parse(line).GetProperty("Number").GetInt32()));
    }

    /// <summary>What could not be written is not written again before the next.</summary>
    [Fact]
    public async Task EmitBatchAsync_AfterAWriteThatFailed_WritesTheNextWhole()
    {
        await using var output = new Writes { Full = true };
        using var lines = new JsonLines(output);
        await Assert.ThrowsAsync<IOException>(() => lines.EmitBatchAsync([Event(1)]));

        output.Full = false;
        await lines.EmitBatchAsync([Event(2)]);

        Assert.Equal(2, JsonElement.Parse(output.ToArray()).GetProperty("Number").GetInt32());
    }

    private static LogEvent Event(int number) => new(
        DateTimeOffset.UnixEpoch,
        LogEventLevel.Information,
        exception: null,
        new MessageTemplateParser().Parse("Number {Number} of a few words that fill the line as a request's do."),
        [new LogEventProperty("Number", new ScalarValue(number))]);

    private sealed class Writes : MemoryStream
    {
        public int Count { get; private set; }

        public bool Full { get; set; }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Full)
            {
                throw new IOException("No space left on device");
            }

            Count++;
            base.Write(buffer);
        }
    }
}
