using TextClassify.Forward;

namespace TextClassify.Inference.Batching;

/// <summary>
/// Shares the model's time between the lanes where both wait: each lane's clock runs by the time it used over its share, and the lane
/// whose clock is behind goes first (stride scheduling). Not safe for concurrent use.
/// </summary>
/// <param name="bulkShare">Of the time, between 0 and 1.</param>
internal sealed class LaneShare(double bulkShare)
{
    /// <summary>Seconds on its clock that a lane may save up while it has nothing to do: a burst, not a monopoly.</summary>
    private const double MaxCredit = 0.1;

    private double _interactive;
    private double _bulk;

    /// <summary>The lane to run next when both wait.</summary>
    public ForwardLane Next => _interactive <= _bulk ? ForwardLane.Interactive : ForwardLane.Bulk;

    /// <summary>Notes that a lane begins to wait.</summary>
    public void Wake(ForwardLane lane)
    {
        if (lane is ForwardLane.Interactive)
        {
            _interactive = Math.Max(_interactive, _bulk - MaxCredit);
        }
        else
        {
            _bulk = Math.Max(_bulk, _interactive - MaxCredit);
        }
    }

    /// <summary>Notes the time of a run.</summary>
    public void Charge(ForwardLane lane, TimeSpan used)
    {
        if (lane is ForwardLane.Interactive)
        {
            _interactive += used.TotalSeconds / (1 - bulkShare);
        }
        else
        {
            _bulk += used.TotalSeconds / bulkShare;
        }
    }
}
