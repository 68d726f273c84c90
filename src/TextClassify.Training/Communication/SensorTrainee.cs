using TextClassify.Training.Checking;
using TextClassify.Training.Loops;
using TextClassify.Training.Nets.Communicating;
using TextClassify.Training.Steps;
using static TorchSharp.torch;

namespace TextClassify.Training.Communication;

/// <summary>A net of nodes in training. The last weights are kept, so that nothing is chosen on what is measured.</summary>
internal sealed class SensorTrainee(
    CommunicatingNet net, SensorRecipe recipe, SensorImages train, SensorImages dev, Generator random)
    : ITrainee<SensorLine, SensorReport>
{
    private const int DevSeed = 90_210;

    private static readonly double[] Losses = [0.1, 0.3, 0.5];

    private readonly SensorTraining _training = recipe.Training;
    private readonly IReadOnlyList<SensorCase> _devCases = DrawDev(recipe, dev);

    public LoopPlan Plan => new()
    {
        Turns = _training.Turns,
        Units = (long)_training.Turns * _training.TurnCases,
        Step = _training,
        UserRate = null,
    };

    public NamedNet Net => net;

    public WordTable? Words => null;

    public StepCheckReport Check(TimeProvider time) => SensorCheck.Run(net, recipe, train, time);

    public Turn Begin(int number, Random draws)
    {
        int batches = Math.Max(1, _training.TurnCases / _training.BatchSize);
        double drop = _training.SourceDropOf(number);
        return new([.. Enumerable.Range(0, batches).Select(_ => (Func<StepLoss>)(() => LossOf(drop, draws)))], batches * _training.Turns);
    }

    public Measurement<SensorLine> Measure(CancellationToken cancellationToken)
    {
        var score = Score(_devCases, 0, cancellationToken);
        return new(score.Accuracy(_training.Objective), score.Loss, figures => new SensorLine(
            figures.Turn,
            Math.Round(figures.TrainLoss, 5),
            Math.Round(score.Loss, 5),
            Math.Round(score.Each, 5),
            Math.Round(score.Merged, 5),
            figures.UnitsPerSecond,
            figures.Seconds));
    }

    public (SensorReport Report, double Loss) Report(TrainingState state, CancellationToken cancellationToken)
    {
        var score = Score(_devCases, 0, cancellationToken);
        LossyFigures[] lossy = score.Messages == 0
            ? []
            : [.. Losses.Select(share => new LossyFigures(share, Score(_devCases, share, cancellationToken)))];
        int most = recipe.Centralised ? 0 : Math.Min(2, recipe.Nodes - 1);
        MissingFigures[] missing =
        [
            .. Enumerable.Range(1, most).Select(nodes => new MissingFigures(
                nodes, Score([.. _devCases.Select(one => one.Without(nodes, recipe.Task, dev))], 0, cancellationToken))),
        ];
        return (new(score, net.WeightCount, recipe.Net.MessageBytes, lossy, missing), score.Loss);
    }

    public void Dispose() => net.Dispose();

    private static SensorCase[] DrawDev(SensorRecipe recipe, SensorImages dev)
    {
        var draws = new Random(DevSeed);
        return [.. Enumerable.Range(0, recipe.Training.DevCases).Select(_ => SensorCase.Draw(recipe, dev, drop: 0, draws))];
    }

    private SensorFigures Score(IReadOnlyList<SensorCase> cases, double edgeLoss, CancellationToken cancellationToken) =>
        SensorScorer.Score(net, recipe, dev, cases, edgeLoss, cancellationToken);

    private StepLoss LossOf(double drop, Random draws)
    {
        SensorCase[] cases = [.. Enumerable.Range(0, _training.BatchSize).Select(_ => SensorCase.Draw(recipe, train, drop, draws))];
        var batch = SensorBatch.Of(recipe, train, cases);
        return new(SensorLoss.Of(net, batch, batch.Arrivals(_training.EdgeLoss, random, isHard: false), _training), cases.Length);
    }
}
