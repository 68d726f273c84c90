using TextClassify.Training.Steps;
using static TorchSharp.torch;

namespace TextClassify.Training.Loops;

/// <summary>
/// Trains a net, and the table of words beside it where there is one, and goes on from a checkpoint as if it had never been stopped: every
/// turn's random numbers follow from the seed and the turn alone.
/// </summary>
internal sealed class TrainingLoop<TLine, TReport>(ITrainee<TLine, TReport> trainee, Generator random, int seed, TimeProvider time)
{
    private const int SeedStride = 1_000_003;
    private const string Best = "best/";

    private readonly LoopPlan _plan = trainee.Plan;
    private readonly StepOptimizer _optimizer = new(
        trainee.Net, trainee.Words, trainee.Plan.Step, new LossGuard(trainee.Net.Weights, trainee.Words, trainee.Plan.UserRate));

    private readonly WeightAverage? _average =
        trainee.Plan.WeightAverage > 0 ? new(trainee.Net.Weights, trainee.Words, trainee.Plan.WeightAverage) : null;

    private WeightTable? _best;
    private StepBudget? _budget;
    private bool _isCut;

    /// <summary>Called when there is no time for more steps, with those done and those planned.</summary>
    public Action<int, int>? OnCut { get; init; }

    /// <summary>Called after every step.</summary>
    public Action<TrainingProgress>? OnProgress { get; init; }

    /// <summary>Called after every evaluation.</summary>
    public Action<TLine, TrainingProgress>? OnLine { get; init; }

    /// <summary>Called after every turn, with what gives what <see cref="Resume"/> takes.</summary>
    public Action<Func<Checkpoint>>? OnTurn { get; init; }

    public TrainingState State { get; private set; } = new();

    /// <summary>Where only the last weights are kept, they go by their own names.</summary>
    private string Live => _plan.Patience is null ? "" : "live/";

    public void Resume(Checkpoint checkpoint)
    {
        State = checkpoint.State;
        Restore(Part(checkpoint.Arrays, Live));
        _optimizer.Load(checkpoint.Arrays);
        _average?.Load(checkpoint.Arrays);
        _best = _plan.Patience is null ? null : Part(checkpoint.Arrays, Best);
        trainee.Load(checkpoint.Arrays);
    }

    /// <summary>Trains to the end and measures the net with the weights that are kept, its table rounded to half precision.</summary>
    public TReport Run(CancellationToken cancellationToken)
    {
        int done = trainee.TurnsDone(State), patience = _plan.Patience ?? int.MaxValue;
        var clock = new TrainingClock(time, _plan, done);
        _budget = _plan.Deadline is { } deadline ? new(time, deadline) : null;
        for (int turn = done + 1; turn <= _plan.Turns && turn - Math.Max(State.BestEpoch, 1) <= patience && !_isCut; turn++)
        {
            RunTurn(turn, clock, cancellationToken);
            State = State with { Epoch = turn };
            using var scope = NewDisposeScope();
            OnTurn?.Invoke(() => new Checkpoint(State, new WeightTable(Arrays())));
        }

        if (_best is not null)
        {
            Restore(_best);
        }
        else
        {
            _average?.Swap();
        }

        trainee.Words?.RoundToTable(trainee.HasByteTable);
        var (report, loss) = trainee.Report(State, cancellationToken);
        _optimizer.Guard.ThrowIfNoNumber(loss, "development", State.Step, moved: true);
        return report;
    }

    private void RunTurn(int turn, TrainingClock clock, CancellationToken cancellationToken)
    {
        int turnSeed = unchecked((seed * SeedStride) + turn);
        random.manual_seed(turnSeed);
        var (batches, steps) = trainee.Begin(turn, new Random(turnSeed));
        for (int i = 0; i < batches.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int given = _budget?.Fit(State.Step, steps) ?? steps;
            State = State with { Step = State.Step + 1 };
            using (NewDisposeScope())
            {
                var pass = batches[i]();
                clock.Add(pass.Units, _optimizer.Run(pass, State.Step, given));
            }

            _average?.Update(State.Step);
            OnProgress?.Invoke(clock.Progress(turn, (double)given / steps));
            _isCut = State.Step < steps && _budget?.Fit(State.Step, steps) <= State.Step;
            if (_isCut || IsEvaluation(i + 1, batches.Count))
            {
                Evaluate(turn, _optimizer.RateOf(State.Step, given), clock, cancellationToken);
            }

            if (_isCut)
            {
                OnCut?.Invoke(State.Step, steps);
                return;
            }
        }
    }

    private bool IsEvaluation(int done, int batches)
    {
        int evaluations = Math.Min(_plan.Evaluations, batches);
        return (long)done * evaluations / batches != (long)(done - 1) * evaluations / batches;
    }

    private void Evaluate(int turn, double rate, TrainingClock clock, CancellationToken cancellationToken)
    {
        using var scope = NewDisposeScope();
        clock.Pause();
        _average?.Swap();
        var (accuracy, loss, line) = trainee.Measure(cancellationToken);
        _optimizer.Guard.ThrowIfNoNumber(loss, "development", State.Step, moved: true);
        bool best = _plan.Patience is not null
            && (accuracy > State.BestAccuracy || (accuracy == State.BestAccuracy && loss < State.BestLoss));
        if (best)
        {
            State = State with { BestAccuracy = accuracy, BestLoss = loss, BestEpoch = turn };
            _best = new(trainee.Net.ToWeightTable(trainee.Words).All.Select(weight => weight with { Values = [.. weight.Values] }));
        }

        _average?.Swap();
        OnLine?.Invoke(line(clock.Evaluated(turn, State.Step, best, rate)), clock.Progress(turn) with { Accuracy = accuracy });
    }

    private IEnumerable<Weight> Arrays() =>
    [
        .. Named(trainee.Net.ToWeightTable(trainee.Words), Live),
        .. _optimizer.State,
        .. _average?.State ?? [],
        .. _best is null ? [] : Named(_best, Best),
        .. trainee.Carried,
    ];

    private void Restore(WeightTable table)
    {
        trainee.Net.Load(table);
        if (trainee.Words is { } words)
        {
            table["embedding.weight"].Values.CopyTo(words.Values, 0);
        }
    }

    private static IEnumerable<Weight> Named(WeightTable table, string prefix) =>
        table.All.Select(weight => weight with { Name = prefix + weight.Name });

    private static WeightTable Part(WeightTable arrays, string prefix) => new(arrays.All
        .Where(weight => weight.Name.StartsWith(prefix, StringComparison.Ordinal))
        .Select(weight => weight with { Name = weight.Name[prefix.Length..] }));
}
