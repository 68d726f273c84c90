namespace TextClassify.Explain.Quality;

/// <summary>What metrics read of one text and one target, kept so that several metrics and several methods share it. For one caller at a
/// time.</summary>
public sealed class QualityProbe
{
    private readonly RemovalRuns _runs;
    private int _explainedCalls;
    private TimeSpan _explainedQueue, _explainedCompute;
    private double[]? _leaveOneOut;
    private (bool[] Removed, float[] Logits)? _subsets;
    private OrderLimits? _limits;

    /// <param name="subject">Any explanation of the text and target; its logits are those of the whole text.</param>
    /// <param name="model">The model explained.</param>
    /// <param name="options">How to measure.</param>
    public QualityProbe(QualitySubject subject, IForwardPass model, QualityOptions options)
    {
        Model = model;
        Options = options;
        Text = subject.Request.Text;
        Probability = ProbabilityOf(subject);
        FullLogits = subject.Explanation.Logits;
        _runs = new RemovalRuns(Text, options.Removal, model);
    }

    /// <summary>Rows at most that some parts take together.</summary>
    internal static long MostModelCalls(ProbeParts parts, int tokens, QualityOptions options) =>
        (parts.HasFlag(ProbeParts.LeaveOneOut) ? tokens : 0)
        + (parts.HasFlag(ProbeParts.Subsets) ? options.InfidelitySamples : 0)
        + (parts.HasFlag(ProbeParts.Limits) ? OrderSearch.MostRows(tokens) : 0);

    /// <summary>Rows the model ran so far.</summary>
    public int ModelCalls => _runs.Calls + _explainedCalls;

    /// <summary>Time they waited.</summary>
    public TimeSpan Queue => _runs.Queue + _explainedQueue;

    /// <summary>Time they ran.</summary>
    public TimeSpan Compute => _runs.Compute + _explainedCompute;

    internal IForwardPass Model { get; }

    internal QualityOptions Options { get; }

    internal EncodedText Text { get; }

    internal TargetProbability Probability { get; }

    internal float[] FullLogits { get; }

    /// <summary>The target's probability for the whole text.</summary>
    internal double Full => Probability.Of(FullLogits);

    internal bool Matches(QualitySubject subject) =>
        Text.Ids.Span.SequenceEqual(subject.Request.Text.Ids.Span) && Probability == ProbabilityOf(subject);

    /// <summary>Counts an explanation that a metric asked for.</summary>
    internal void Count(Explanation explanation)
    {
        _explainedCalls += explanation.ModelCalls;
        _explainedQueue += explanation.Queue;
        _explainedCompute += explanation.Compute;
    }

    /// <summary>The target's probability for each row.</summary>
    /// <param name="removed">[rows,T], true where a token goes.</param>
    /// <param name="cancellationToken">Seen between blocks.</param>
    internal async Task<double[]> ProbabilitiesAsync(ReadOnlyMemory<bool> removed, CancellationToken cancellationToken)
    {
        float[] logits = await _runs.ScoreAsync(removed, cancellationToken).ConfigureAwait(false);
        double[] probabilities = new double[removed.Length / Text.Length];
        for (int row = 0; row < probabilities.Length; row++)
        {
            probabilities[row] = Probability.Of(logits.AsSpan(row * Model.Shape.Classes, Model.Shape.Classes));
        }

        return probabilities;
    }

    /// <summary>How far the target's probability falls without each token, [T].</summary>
    internal async ValueTask<double[]> LeaveOneOutAsync(CancellationToken cancellationToken)
    {
        if (_leaveOneOut is null)
        {
            bool[] removed = new bool[Text.Length * Text.Length];
            for (int token = 0; token < Text.Length; token++)
            {
                removed[(token * Text.Length) + token] = true;
            }

            _leaveOneOut = await ProbabilityDropsAsync(removed, cancellationToken).ConfigureAwait(false);
        }

        return _leaveOneOut;
    }

    /// <summary>Random sets of tokens, [rows,T], and how far the number the scores explain falls without each.</summary>
    internal async ValueTask<(bool[] Removed, double[] Drops)> SubsetsAsync(Objective objective, CancellationToken cancellationToken)
    {
        if (_subsets is null)
        {
            bool[] sets = new bool[Options.InfidelitySamples * Text.Length];
            RandomSubsets.Write(Text.Length, sets, new Random(Options.Seed));
            _subsets = (sets, await _runs.ScoreAsync(sets, cancellationToken).ConfigureAwait(false));
        }

        var (removed, logits) = _subsets.Value;
        double full = objective.Of(FullLogits);
        double[] drops = new double[Options.InfidelitySamples];
        for (int row = 0; row < drops.Length; row++)
        {
            drops[row] = full - objective.Of(logits.AsSpan(row * Model.Shape.Classes, Model.Shape.Classes));
        }

        return (removed, drops);
    }

    /// <summary>For texts of at most <see cref="OrderSearch.MostTokens"/> tokens.</summary>
    internal async ValueTask<OrderLimits> LimitsAsync(CancellationToken cancellationToken) =>
        _limits ??= await new OrderSearch(Text.Length, ProbabilityDropsAsync).FindAsync(cancellationToken).ConfigureAwait(false);

    private static TargetProbability ProbabilityOf(QualitySubject subject) =>
        new(subject.Objective.Contrast, subject.Objective.Temperature, subject.Objective.Independent);

    private async Task<double[]> ProbabilityDropsAsync(ReadOnlyMemory<bool> removed, CancellationToken cancellationToken)
    {
        double[] drops = await ProbabilitiesAsync(removed, cancellationToken).ConfigureAwait(false);
        for (int row = 0; row < drops.Length; row++)
        {
            drops[row] = Full - drops[row];
        }

        return drops;
    }
}
