using TextClassify.Inference.Sharing;

namespace TextClassify.Inference.Batching;

/// <summary>
/// The rows of one lane by the request they are of, and the choice of those that run next: the oldest row of the request that is due, as
/// many others of that request as go well with it, and where they leave room, rows of other requests. Since the oldest row of whoever is
/// due always goes, no length and no caller starves. Not safe for concurrent use.
/// </summary>
internal sealed class LaneQueue(BatchLimits limits, FairShares shares)
{
    /// <summary>Rows that a batch is chosen from: enough of each length, few enough to sort at every turn.</summary>
    private const int WindowRows = 1_024;

    private readonly BatchLimits _brief = limits with { MaxTokens = Math.Min(limits.MaxTokens, FairShares.BriefTokens) };
    private readonly List<RequestRows> _requests = [];
    private readonly (BatchCall Call, int Place)[] _window = new (BatchCall, int)[WindowRows];
    private readonly long[] _keys = new long[WindowRows];
    private readonly int[] _lengths = new int[WindowRows];
    private readonly int[] _order = new int[WindowRows];

    public void Add(BatchCall call, RequestShare share)
    {
        // A call most often is its request's only one, and comes while many wait.
        foreach (var request in _requests)
        {
            if (request.Share == share)
            {
                request.Calls.Add(call);
                return;
            }
        }

        _requests.Add(new RequestRows(share) { Calls = { call } });
    }

    /// <summary>The request whose rows run next; null when nothing waits.</summary>
    /// <param name="brief">Only of requests that are <see cref="FairShares.IsBrief"/>.</param>
    public RequestShare? Due(bool brief) => Next(brief)?.Share;

    /// <summary>Takes the rows of the next run out, ascending in length; null when nothing waits.</summary>
    /// <param name="brief">Only of requests that are <see cref="FairShares.IsBrief"/>.</param>
    /// <param name="lead">Rows of a caller that is ahead of whoever is due by more than this don't join its run.</param>
    public WaitingRow[]? Take(bool brief, TimeSpan lead)
    {
        if (Next(brief) is not { } due)
        {
            return null;
        }

        // A long run would keep a brief slot from those that it is for.
        var most = brief ? _brief : limits;
        shares.Begin(due.Share);
        var oldest = due.Calls[0];
        var outputs = Apart(oldest);
        var batch = new List<WaitingRow> { oldest.Take(0) };
        Join(batch, Gather(due, outputs, 0), most);
        int count = 0;
        foreach (var request in _requests)
        {
            if (request != due && (!brief || request.IsBrief) && !shares.IsAhead(request.Share, due.Share, lead))
            {
                count = Gather(request, outputs, count);
            }
        }

        Join(batch, count, most);
        batch.Sort(static (one, other) => one.Tokens.Length.CompareTo(other.Tokens.Length));
        return [.. batch];
    }

    /// <summary>
    /// Rows that differ in these don't run together. Evidence is computed with the logits whatever is asked for, and is as small; states
    /// are many times the size, and would be copied for all.
    /// </summary>
    private static ForwardOutputs Apart(BatchCall call) => call.Outputs & ~ForwardOutputs.Evidence;

    /// <summary>Whoever is due, the first come of equals. Calls that are dead are left behind.</summary>
    private RequestRows? Next(bool brief)
    {
        _requests.RemoveAll(static request => request.LeaveBehind());
        RequestRows? due = null;
        foreach (var request in _requests)
        {
            if ((!brief || request.IsBrief) && (due is null || shares.IsBefore(request.Share, due.Share)))
            {
                due = request;
            }
        }

        return due;
    }

    /// <summary>Puts a request's rows behind the first so many of the window, as far as it goes.</summary>
    private int Gather(RequestRows request, ForwardOutputs outputs, int count)
    {
        foreach (var call in request.Calls)
        {
            if (call.IsDead || Apart(call) != outputs)
            {
                continue;
            }

            for (int place = 0; place < call.Waiting.Length && count < WindowRows; place++)
            {
                _window[count++] = (call, place);
            }
        }

        return count;
    }

    /// <summary>Moves those rows of the window into the batch that make its tokens cheaper.</summary>
    private void Join(List<WaitingRow> batch, int count, BatchLimits most)
    {
        long real = 0;
        int longest = 0;
        foreach (var row in batch)
        {
            (real, longest) = (real + row.Tokens.Length, Math.Max(longest, row.Tokens.Length));
        }

        var keys = _keys.AsSpan(0, count);
        var lengths = _lengths.AsSpan(0, count);
        var order = _order.AsSpan(0, count);
        for (int row = 0; row < count; row++)
        {
            // Of equal lengths the first come stands nearest to the batch's longest, where rows join first.
            long length = _window[row].Call.Rows[_window[row].Call.Waiting[_window[row].Place]].Length;
            (keys[row], order[row]) = ((length * WindowRows) + (length > longest ? row : WindowRows - 1 - row), row);
        }

        keys.Sort(order);
        for (int row = 0; row < count; row++)
        {
            lengths[row] = (int)(keys[row] / WindowRows);
        }

        var (start, end) = BatchPlanner.Join(lengths, new BatchSize(batch.Count, longest, real), most);

        // From the last place of a call, so that the places before stay what they are.
        order[start..end].Sort();
        for (int row = end - 1; row >= start; row--)
        {
            var (call, place) = _window[order[row]];
            batch.Add(call.Take(place));
        }

        Array.Clear(_window, 0, count);
    }

    /// <summary>The calls of one request that have rows waiting, oldest first.</summary>
    private sealed class RequestRows(RequestShare share)
    {
        public RequestShare Share => share;

        public List<BatchCall> Calls { get; } = [];

        /// <summary>Whether it is brief with all that waits of it.</summary>
        public bool IsBrief
        {
            get
            {
                long tokens = 0;
                foreach (var call in Calls)
                {
                    tokens += call.IsDead ? 0 : call.WaitingTokens;
                }

                return share.Home.IsBrief(share, tokens);
            }
        }

        /// <summary>Leaves calls behind that are dead or have no row waiting; true when none is left.</summary>
        public bool LeaveBehind()
        {
            Calls.RemoveAll(static call => call.IsDead || call.Waiting.IsEmpty);
            return Calls.Count == 0;
        }
    }
}
