namespace TextClassify.Training.Loops;

/// <summary>Counts units, loss and time of a training. Evaluations don't count as training time.</summary>
internal sealed class TrainingClock(TimeProvider time, LoopPlan plan, int finished)
{
    private readonly long _began = time.GetTimestamp();
    private readonly long _earlier = plan.Units * finished / plan.Turns;
    private long _resumed = time.GetTimestamp();
    private TimeSpan _trained;
    private TimeSpan _trainedAtLine;
    private long _units;
    private long _unitsAtLine;
    private double _lossSum;
    private int _lossSteps;
    private double _smoothLoss = double.NaN;

    public void Add(int units, double loss)
    {
        _units += units;
        _lossSum += loss;
        _lossSteps++;
        _smoothLoss = double.IsNaN(_smoothLoss) ? loss : (0.98 * _smoothLoss) + (0.02 * loss);
    }

    /// <summary>Stops the training time until <see cref="Evaluated"/>.</summary>
    public void Pause() => _trained += time.GetElapsedTime(_resumed);

    /// <param name="turn">From 1.</param>
    /// <param name="share">Of the plan that there is time for, up to 1.</param>
    public TrainingProgress Progress(int turn, double share = 1)
    {
        long all = (long)(plan.Units * share);
        double seconds = (_trained + time.GetElapsedTime(_resumed)).TotalSeconds;
        long done = _earlier + _units;
        var left = time.GetElapsedTime(_began) * ((double)Math.Max(0, all - done) / _units);
        return new(turn, plan.Turns, done, Math.Max(all, done), _smoothLoss, seconds > 0 ? _units / seconds : 0, left);
    }

    public StepFigures Evaluated(int turn, int step, bool best, double rate)
    {
        double seconds = (_trained - _trainedAtLine).TotalSeconds;
        var figures = new StepFigures(
            turn, step, _lossSum / _lossSteps, best, rate, seconds > 0 ? Math.Round((_units - _unitsAtLine) / seconds) : 0,
            Math.Round(time.GetElapsedTime(_began).TotalSeconds, 1));
        (_trainedAtLine, _unitsAtLine, _lossSum, _lossSteps) = (_trained, _units, 0, 0);
        _resumed = time.GetTimestamp();
        return figures;
    }
}
