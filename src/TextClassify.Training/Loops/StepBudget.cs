namespace TextClassify.Training.Loops;

/// <summary>
/// How many steps a training has that must be done by a certain time: those that fit at the pace so far. The learning rate falls over
/// them, so that a training which is cut has cooled down as one that isn't.
/// </summary>
/// <param name="time">Gives the timestamps.</param>
/// <param name="deadline">A timestamp of its.</param>
internal sealed class StepBudget(TimeProvider time, long deadline)
{
    // The first steps are slower than the rest, and two or three say nothing of the pace.
    private const int Measured = 20;

    private readonly long _began = time.GetTimestamp();
    private int _before;
    private bool _started;

    /// <summary>Steps of the whole training, at most those planned; those done, when the time is up.</summary>
    /// <param name="done">Steps done.</param>
    /// <param name="planned">Steps without a deadline.</param>
    public int Fit(int done, int planned)
    {
        if (!_started)
        {
            (_before, _started) = (done, true);
        }

        long now = time.GetTimestamp();
        if (now >= deadline)
        {
            return Math.Min(done, planned);
        }

        int own = done - _before;
        if (own < Measured)
        {
            return planned;
        }

        var pace = time.GetElapsedTime(_began, now) / own;
        double left = pace > TimeSpan.Zero ? time.GetElapsedTime(now, deadline) / pace : planned;
        return (int)Math.Min(planned, done + Math.Floor(left));
    }
}
