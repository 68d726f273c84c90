using TextClassify.Training.Checking;
using TextClassify.Training.Loops;
using TextClassify.Training.Steps;
using static TorchSharp.torch;

namespace TextClassify.Training.Language;

/// <summary>A character net in training: windows of streams that run side by side, with a state carried from each to the next.</summary>
internal sealed class LanguageTrainee(
    CharacterNet net,
    LanguageRecipe recipe,
    CharacterStreams train,
    byte[] dev,
    Generator random,
    int seed,
    BFloat16Copy<CharacterNet>? copy)
    : ITrainee<LanguageLine, LanguageReport>
{
    // Side by side they are faster to measure, but each begins without what came before it.
    private const int MaxDevStreams = 50;
    private const int LeastDevStream = 1_000;

    private const string CarriedState = "carried/";

    // A dropout drawn at one step hangs on the seed and the step.
    private const long SeedStride = 1_000_003;

    private readonly LanguageTraining _training = recipe.Training;
    private readonly Tensor[] _state = net.ZeroState(recipe.Training.Streams);
    private readonly int _window = Math.Min(recipe.Training.Window, train.Length);

    /// <summary>A turn is a stretch of steps from one evaluation to the next, with a checkpoint behind it.</summary>
    public LoopPlan Plan => new()
    {
        Turns = TurnsOf(_training.Steps),
        Units = (long)_training.Steps * _training.Streams * _window,
        Step = _training,
        UserRate = _training.LearningRate,
        WeightAverage = _training.WeightAverage,
        CheckpointInterval = TimeSpan.Zero,
    };

    public NamedNet Net => net;

    /// <summary>Its embeddings are the net's own.</summary>
    public WordTable? Words => null;

    public IReadOnlyList<Weight> Carried =>
    [
        .. _state.Select((state, index) => new Weight(
            $"{CarriedState}{index}", [.. state.shape.Select(size => (int)size)], Crnn.Values(state.contiguous()).ToArray())),
    ];

    public void Load(WeightTable carried)
    {
        for (int i = 0; i < _state.Length; i++)
        {
            carried[$"{CarriedState}{i}"].Values.CopyTo(Crnn.Values(_state[i]));
        }
    }

    public int TurnsDone(TrainingState state) => TurnsOf(state.Step);

    public StepCheckReport Check(TimeProvider time) => CharacterCheck.Run(net, recipe, (int)net.Weights[0].Value.size(0), time);

    public Turn Begin(int number, Random draws)
    {
        int first = (number - 1) * _training.EvaluateEvery;
        int count = Math.Min(_training.EvaluateEvery, _training.Steps - first);
        return new([.. Enumerable.Range(first, count).Select(step => (Func<StepLoss>)(() => LossOf(step)))], _training.Steps);
    }

    public Measurement<LanguageLine> Measure(CancellationToken cancellationToken)
    {
        double bits = BitsOf(_training.DevCharacters, cancellationToken);
        return new(0, bits, figures => new LanguageLine(
            figures.Step, Math.Round(figures.TrainLoss / Math.Log(2), 4), Math.Round(bits, 4), figures.UnitsPerSecond, figures.Seconds));
    }

    public (LanguageReport Report, double Loss) Report(TrainingState state, CancellationToken cancellationToken)
    {
        double bits = BitsOf(dev.Length, cancellationToken);
        long trained = (long)_training.Steps * _training.Streams * _training.Window;
        return (new(Math.Round(bits, 5), dev.Length - 1, trained, net.WeightCount), bits);
    }

    public void Dispose()
    {
        Array.ForEach(_state, state => state.Dispose());
        copy?.Dispose();
        net.Dispose();
    }

    private int TurnsOf(int steps) => (steps + _training.EvaluateEvery - 1) / _training.EvaluateEvery;

    /// <param name="step">From 0.</param>
    private StepLoss LossOf(int step)
    {
        int index = step % Math.Max(1, train.Length / _training.Window);
        if (index == 0 || step == _training.RestartAt)
        {
            Array.ForEach(_state, carried => carried.zero_());
        }

        random.manual_seed((seed * SeedStride) + step + 1);
        var (inputs, targets) = train.Window(index * _window, _window);
        if (copy is null)
        {
            return LanguageStep.Of(net, _training, inputs, targets, _state);
        }

        copy.TakeWeights();
        var pass = LanguageStep.Of(copy.Net, _training, inputs, targets, _state);
        return pass with { Carry = () => { copy.GiveGradients(); pass.Carry!(); } };
    }

    /// <summary>Mean bits of the characters behind each of the first <paramref name="most"/>.</summary>
    private double BitsOf(int most, CancellationToken cancellationToken)
    {
        byte[] ids = dev[..Math.Min(dev.Length, most)];
        int count = Math.Clamp(ids.Length / LeastDevStream, 1, MaxDevStreams);
        var streams = new CharacterStreams(ids, count);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var state = net.ZeroState(count);
        double sum = 0;
        for (int start = 0; start < streams.Length; start += _training.Window)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var step = NewDisposeScope();
            int steps = Math.Min(_training.Window, streams.Length - start);
            var (inputs, targets) = streams.Window(start, steps);
            Tensor[] next = [.. state];
            var (logits, _) = net.Forward(inputs, next, LanguageStep.Rates(_training), training: false);
            sum += LanguageStep.Loss(logits, targets).item<float>() * (double)steps;
            LanguageStep.Carry(next, state);
        }

        return sum / streams.Length / Math.Log(2);
    }
}
