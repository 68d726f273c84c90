using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Serilog.Events;
using Serilog.Parsing;
using TextClassify.Api.Telemetry;

namespace TextClassify.Telemetry;

public sealed class JsonLinesTests : IDisposable
{
    private readonly Output _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Emit_ManyEventsWhileOneIsWritten_AreOneWriteOfOneLineEach()
    {
        using (var lines = Lines())
        {
            lines.Emit(Event(0));
            _output.WaitForWrite();
            foreach (int number in Enumerable.Range(1, 200))
            {
                lines.Emit(Event(number));
            }

            _output.Go();
        }

        Assert.Equal(2, _output.Writes);
        Assert.Equal(Enumerable.Range(0, 201), _output.Lines.Select(NumberOf));
    }

    /// <summary>Who reads the file reads the message, and tools that group lines the template.</summary>
    [Fact]
    public void Emit_Event_IsWrittenFilledAndWithItsTemplate()
    {
        var template = new MessageTemplateParser().Parse("{Method} {Route} answered \"{Status}\".");
        _output.Go();
        using (var lines = Lines())
        {
            lines.Emit(new LogEvent(
                DateTimeOffset.UnixEpoch, LogEventLevel.Information, null, template,
                [new("Method", new ScalarValue("GET")), new("Route", new ScalarValue("/models")), new("Status", new ScalarValue(200))]));
        }

        var line = Assert.Single(_output.Lines);
        Assert.Equal("GET /models answered \"200\".", line.GetProperty("@m").GetString());
        Assert.Equal("{Method} {Route} answered \"{Status}\".", line.GetProperty("@mt").GetString());
        Assert.Equal(200, line.GetProperty("Status").GetInt32());
    }

    [Fact]
    public void Emit_OutputHangs_ReturnsAndTellsHowManyAreLost()
    {
        using (var lines = Lines())
        {
            lines.Emit(Event(0));
            _output.WaitForWrite();
            foreach (int number in Enumerable.Range(1, JsonLines.Capacity + 7))
            {
                lines.Emit(Event(number));
            }

            _output.Go();
        }

        Assert.Equal(Enumerable.Range(0, JsonLines.Capacity + 1), _output.Lines[..^1].Select(NumberOf));
        Assert.Equal(("Warning", 7), (_output.Lines[^1].GetProperty("@l").GetString(), _output.Lines[^1].GetProperty("Lost").GetInt32()));
    }

    [Fact]
    public void Emit_AfterAWriteThatFailed_WritesTheNextWholeAndTellsWhatIsLost()
    {
        _output.Full = true;
        using (var lines = Lines())
        {
            lines.Emit(Event(1));
            _output.WaitForWrite();
            lines.Emit(Event(2));
            _output.Go();
        }

        Assert.Equal(2, NumberOf(_output.Lines[0]));
        Assert.Equal(1, _output.Lines[1].GetProperty("Lost").GetInt32());
    }

    [Fact]
    public void Emit_ValueThatCannotBeWritten_LosesItsOwnLineAlone()
    {
        _output.Go();
        using (var lines = Lines())
        {
            lines.Emit(Event(new Unwritable()));
            lines.Emit(Event(2));
        }

        Assert.Equal([2], _output.Lines.Where(line => line.TryGetProperty("Number", out _)).Select(NumberOf));
        Assert.Equal(1, _output.Lines.Single(line => line.TryGetProperty("Lost", out _)).GetProperty("Lost").GetInt32());
    }

    [Fact]
    public void Dispose_Twice_WritesOnceAndLaterEventsAreLost()
    {
        _output.Go();
        var lines = Lines();
        lines.Emit(Event(1));
        lines.Dispose();
        lines.Dispose();
        lines.Emit(Event(2));

        Assert.Equal(1, NumberOf(Assert.Single(_output.Lines)));
    }

    /// <summary>Requests wait for the pool's threads.</summary>
    [Fact]
    public void Emit_FromAnyThread_IsWrittenOnNoneOfThePool()
    {
        using (var lines = Lines())
        {
            lines.Emit(Event(1));
            _output.Go();
        }

        Assert.False(_output.OnPool);
        Assert.Single(_output.Lines);
    }

    private JsonLines Lines() => new(_output, new FakeTimeProvider());

    private static int NumberOf(JsonElement line) => line.GetProperty("Number").GetInt32();

    private static LogEvent Event(object number) => new(
        DateTimeOffset.UnixEpoch,
        LogEventLevel.Information,
        exception: null,
        new MessageTemplateParser().Parse("Number {Number} of a few words that fill the line as a request's do."),
        [new LogEventProperty("Number", new ScalarValue(number))]);

    private sealed class Unwritable
    {
        public override string ToString() => throw new InvalidOperationException("Not to be read.");
    }

    /// <summary>Its first write waits until it may go on, and fails when the output was full as it began.</summary>
    private sealed class Output : MemoryStream
    {
        private readonly ManualResetEventSlim _begun = new();
        private readonly ManualResetEventSlim _may = new();

        public int Writes { get; private set; }

        public bool OnPool { get; private set; }

        public bool Full { get; set; }

        public JsonElement[] Lines =>

            [
                .. Encoding.UTF8.GetString(ToArray()).Split(
                    '\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)),
            ];

        public void WaitForWrite() => Assert.True(_begun.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

        public void Go() => _may.Set();

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            OnPool |= Thread.CurrentThread.IsThreadPoolThread;
            _begun.Set();
            _may.Wait();
            if (Full)
            {
                Full = false;
                throw new IOException("No space left on device");
            }

            Writes++;
            base.Write(buffer);
        }
    }
}
