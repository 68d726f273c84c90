using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace TextClassify.Api.Streams;

/// <summary>
/// Cuts an NDJSON body into windows of encoded lines. Holds no more of the body than one line and what the server buffers itself;
/// a window is given out as soon as no more of the body is there, so that a caller who sends a line and waits gets its answer.
/// </summary>
/// <param name="body">Of the request.</param>
/// <param name="encode">Reads an item as the model does; where it fails, a problem says in which property.</param>
/// <param name="limits">On a line.</param>
/// <param name="size">Of a window.</param>
/// <param name="time">Says when a window was read.</param>
internal sealed class LineReader(
    PipeReader body, Func<InputItem, EncodedInput> encode, LimitsOptions limits, WindowSize size, TimeProvider time)
{
    private long _line;
    private long _index;
    private bool _skipping;

    public async IAsyncEnumerable<StreamWindow> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var window = new StreamWindow(size);
        bool completed = false;
        while (!completed)
        {
            var read = await body.ReadBodyAsync(cancellationToken);
            do
            {
                completed = Take(read, window);
            }
            while (!completed && !window.IsFull && body.TryReadBody(out read));

            if (window.Items.Count > 0)
            {
                window.ReadAt = time.GetTimestamp();
                yield return window;
                window = new StreamWindow(size);
            }
        }
    }

    /// <summary>Adds whole lines until the window is full; true when the body is at its end.</summary>
    private bool Take(ReadResult read, StreamWindow window)
    {
        var rest = read.Buffer;
        while (!window.IsFull)
        {
            if (rest.PositionOf((byte)'\n') is { } end)
            {
                Add(rest.Slice(0, end), window);
                rest = rest.Slice(rest.GetPosition(1, end));
            }
            else if (rest.Length > limits.MaxLineBytes)
            {
                Skip(window);
                rest = rest.Slice(rest.End);
            }
            else if (read.IsCompleted)
            {
                if (!rest.IsEmpty || _skipping)
                {
                    Add(rest, window);
                }

                body.AdvanceTo(read.Buffer.End);
                return true;
            }
            else
            {
                break;
            }
        }

        // A full window has not looked at the rest; a hungry one has, and waits for more.
        body.AdvanceTo(rest.Start, window.IsFull ? rest.Start : rest.End);
        return false;
    }

    private void Add(ReadOnlySequence<byte> line, StreamWindow window)
    {
        if (_skipping)
        {
            _skipping = false;
            return;
        }

        if (line.Length > limits.MaxLineBytes)
        {
            Skip(window);
            _skipping = false;
            return;
        }

        _line++;
        if (line.IsSingleSegment)
        {
            Add(line.FirstSpan, window);
            return;
        }

        int length = (int)line.Length;
        byte[] rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            line.CopyTo(rented);
            Add(rented.AsSpan(0, length), window);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private void Add(ReadOnlySpan<byte> line, StreamWindow window)
    {
        if (line.IndexOfAnyExcept(" \t\r"u8) < 0)
        {
            return;
        }

        var json = JsonCursor.Open(line, _line);
        var item = json.Failed ? null : InputsReader.Item(ref json, "");
        json.Close();
        var input = json.Failed
            ? new EncodedInput(new InputItem(null, "", null), null, json.Problem)
            : encode(item!);
        window.Add(new StreamItem(_index++, _line, AtLine(input)), line.Length);
    }

    /// <summary>Notes a line that is too long and forgets what comes until its end.</summary>
    private void Skip(StreamWindow window)
    {
        if (!_skipping)
        {
            _skipping = true;
            _line++;
            var problem = new Problem(ProblemTypes.LineTooLong, $"The line is longer than {limits.MaxLineBytes} bytes.")
            {
                Limit = limits.MaxLineBytes,
            };
            window.Add(new StreamItem(_index++, _line, AtLine(new EncodedInput(new InputItem(null, "", null), null, problem))));
        }
    }

    private EncodedInput AtLine(EncodedInput input) => input.Problem is { } problem
        ? input with
        {
            Problem = problem with { Where = string.IsNullOrEmpty(problem.Where) ? $"line {_line}" : $"line {_line}, {problem.Where}" },
        }
        : input;
}
