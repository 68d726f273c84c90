namespace TextClassify.Training.Loops;

/// <summary>Counts tokens, loss and time of a training. Evaluations don't count as training time.</summary>
internal sealed class TrainingClock(TimeProvider time, long tokensAnEpoch, int epochs, int finishedEpochs)
{
    private readonly long _began = time.GetTimestamp();
    private readonly long _earlier = tokensAnEpoch * finishedEpochs;
    private long _resumed = time.GetTimestamp();
    private TimeSpan _trained;
    private TimeSpan _trainedAtLine;
    private long _tokens;
    private long _tokensAtLine;
    private double _lossSum;
    private int _lossSteps;
    private double _smoothLoss = double.NaN;
    private double _accuracy = double.NaN;

    public void Add(int tokens, double loss)
    {
        _tokens += tokens;
        _lossSum += loss;
        _lossSteps++;
        _smoothLoss = double.IsNaN(_smoothLoss) ? loss : (0.98 * _smoothLoss) + (0.02 * loss);
    }

    /// <summary>Stops the training time until <see cref="Line"/>.</summary>
    public void Pause() => _trained += time.GetElapsedTime(_resumed);

    public TrainingProgress Progress(int epoch)
    {
        double seconds = (_trained + time.GetElapsedTime(_resumed)).TotalSeconds;

        return new(epoch, epochs, _earlier + _tokens, tokensAnEpoch * epochs, _smoothLoss, seconds > 0 ? _tokens / seconds : 0, _accuracy);
    }

    public TrainingLogLine Line(int epoch, int step, double devLoss, double devAccuracy, bool best, double rate)
    {
        double seconds = (_trained - _trainedAtLine).TotalSeconds;
        var line = new TrainingLogLine(
            epoch, step, Round(_lossSum / _lossSteps), Round(devLoss), devAccuracy, best, rate,
            seconds > 0 ? Math.Round((_tokens - _tokensAtLine) / seconds) : 0, Math.Round(time.GetElapsedTime(_began).TotalSeconds, 1));
        (_trainedAtLine, _tokensAtLine, _lossSum, _lossSteps, _accuracy) = (_trained, _tokens, 0, 0, devAccuracy);
        _resumed = time.GetTimestamp();

        return line;
    }

    private static double Round(double value) => Math.Round(value, 5);
}
