using System.Globalization;
using System.Text;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;
using Serilog.Parsing;

namespace TextClassify.Api.Telemetry;

/// <summary>
/// Writes events as lines of JSON on a thread of its own, those of a moment with one call of the system. A write waits for whoever reads
/// the log: on a thread of the pool, the only one on one core, it stopped every request for half a second. What can't be written is lost
/// and counted, never waited for.
/// </summary>
internal sealed class JsonLines : ILogEventSink, IDisposable
{
    /// <summary>Events that may wait, some tens of megabytes.</summary>
    public const int Capacity = 20_000;

    /// <summary>Bytes of text that are kept for the next batch: twice that of 100 ms at 8,000 requests a second.</summary>
    private const int MostKept = 1 << 20;

    /// <summary>How long a moment is: what a killed process may keep to itself.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a stop waits for the last lines.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    /// <summary>Behind the time, which every line begins with.</summary>
    private const string TemplateName = ",\"@mt\":";

    private static readonly CompactJsonFormatter Formatter = new();
    private static readonly MessageTemplateTextFormatter Rendered = new("{Message:lj}", CultureInfo.InvariantCulture);
    private static readonly MessageTemplate Loss = new MessageTemplateParser().Parse("{Lost} log lines could not be written and are lost.");

    private readonly Stream _output;
    private readonly TimeProvider _time;
    private readonly MemoryStream _bytes = new();
    private readonly StreamWriter _text;
    private readonly TextBuffer _line = new() { NewLine = "\n" };
    private readonly TextBuffer _message = new();
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _some = new(initialState: false);
    private readonly ManualResetEvent _stop = new(initialState: false);
    private readonly Thread _thread;
    private List<LogEvent> _waiting = [];
    private int _lost;
    private bool _stopped;

    public JsonLines(Stream output, TimeProvider time)
    {
        (_output, _time) = (output, time);
        _text = new StreamWriter(_bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        _thread = new Thread(Run) { IsBackground = true, Name = "textclassify-log" };
        _thread.Start();
    }

    public void Emit(LogEvent logEvent)
    {
        lock (_lock)
        {
            if (_stopped || _waiting.Count == Capacity)
            {
                _lost++;
                return;
            }

            _waiting.Add(logEvent);
            if (_waiting.Count == 1)
            {
                _some.Set();
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_stopped)
            {
                return;
            }

            _stopped = true;
        }

        _stop.Set();
        _some.Set();
        if (_thread.Join(Farewell))
        {
            _some.Dispose();
            _stop.Dispose();
        }
    }

    private void Run()
    {
        List<LogEvent> batch = [];
        bool last;
        do
        {
            _some.WaitOne();
            last = _stop.WaitOne(0);
            int lost;
            lock (_lock)
            {
                (_waiting, batch) = (batch, _waiting);
                (lost, _lost) = (_lost, 0);
            }

            Write(batch, lost);
            batch.Clear();
            _stop.WaitOne(Moment);
        }
        while (!last);
    }

    /// <summary>Adds a whole line or nothing: a value that can't be written must not end this thread, and with it the process.</summary>
    private bool TryFormat(LogEvent entry)
    {
        try
        {
            Formatter.Format(entry, _line);
            int template = _line.Written.IndexOf(TemplateName);

            // The filled message beside the template: people read the one, tools group by the other.
            Rendered.Format(entry, _message);
            _text.Write(_line.Written[..template]);
            _text.Write(",\"@m\":");
            _message.WriteQuoted(_text);
            _text.Write(_line.Written[template..]);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
        finally
        {
            _line.Clear();
            _message.Clear();
        }
    }

    private void Write(List<LogEvent> batch, int lost)
    {
        int untold = lost;
        foreach (var entry in batch)
        {
            untold += TryFormat(entry) ? 0 : 1;
        }

        if (untold > 0)
        {
            TryFormat(
                new LogEvent(
                    _time.GetUtcNow(),
                    LogEventLevel.Warning,
                    exception: null,
                    Loss,
                    [new LogEventProperty("Lost", new ScalarValue(untold))]));
        }

        _text.Flush();
        try
        {
            _output.Write(_bytes.GetBuffer().AsSpan(0, (int)_bytes.Length));
        }
        catch (IOException)
        {
            lock (_lock)
            {
                _lost += batch.Count + lost;
            }
        }

        _bytes.SetLength(0);
        if (_bytes.Capacity > MostKept)
        {
            // So large after a reader that hung; it is not needed again soon.
            _bytes.Capacity = 0;
        }
    }
}
