using TextClassify.Forward;

namespace TextClassify.Inference.Batching;

/// <summary>
/// The rows of one lane, oldest first, and the choice of those that run next: the oldest, and with it the ones nearest to it in length.
/// Since the oldest always goes, no length starves. Not safe for concurrent use.
/// </summary>
internal sealed class LaneQueue(BatchLimits limits)
{
    /// <summary>Rows that a batch is chosen from: enough of each length, few enough to sort at every turn.</summary>
    private const int WindowRows = 1_024;

    private readonly Queue<WaitingRow> _backlog = [];
    private readonly List<WaitingRow> _window = [];
    private readonly int[] _lengths = new int[WindowRows];
    private readonly int[] _order = new int[WindowRows];

    public void Add(BatchCall call)
    {
        for (int row = 0; row < call.Rows.Count; row++)
        {
            _backlog.Enqueue(new WaitingRow(call, row));
        }
    }

    /// <summary>Takes the rows of the next run out, ascending in length; null when nothing waits.</summary>
    public WaitingRow[]? Take()
    {
        Refill();
        if (_window.Count == 0)
        {
            return null;
        }

        // The window is in order of arrival, so its first row is the oldest.
        var outputs = Apart(_window[0]);
        int count = 0;
        for (int row = 0; row < _window.Count; row++)
        {
            if (Apart(_window[row]) == outputs)
            {
                (_lengths[count], _order[count]) = (_window[row].Tokens.Length, row);
                count++;
            }
        }

        _lengths.AsSpan(0, count).Sort(_order.AsSpan(0, count));
        int anchor = _order.AsSpan(0, count).IndexOf(0);
        var (start, end) = BatchPlanner.Around(_lengths.AsSpan(0, count), anchor, limits);
        var taken = new WaitingRow[end - start];
        for (int row = start; row < end; row++)
        {
            taken[row - start] = _window[_order[row]];
            _window[_order[row]] = default;
        }

        _window.RemoveAll(static row => row.Call is null);
        return taken;
    }

    /// <summary>
    /// Rows that differ in these don't run together. Evidence is computed with the logits whatever is asked for, and is as small; states are many times the
    /// size, and would be copied for all.
    /// </summary>
    private static ForwardOutputs Apart(WaitingRow row) => row.Call.Outputs & ~ForwardOutputs.Evidence;

    /// <summary>Leaves the rows of calls that are dead behind.</summary>
    private void Refill()
    {
        _window.RemoveAll(static row => row.Call.IsDead);
        while (_window.Count < WindowRows && _backlog.TryDequeue(out var row))
        {
            if (!row.Call.IsDead)
            {
                _window.Add(row);
            }
        }
    }
}
