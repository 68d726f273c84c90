using TextClassify.Training.Checking;
using TextClassify.Training.Classifier;
using TextClassify.Training.Loops;
using TextClassify.Training.Rows;
using TextClassify.Training.Steps;
using static TorchSharp.torch;

namespace TextClassify.Training.Transformer;

/// <summary>A transformer that is fine-tuned on the rows of a classifier's recipe.</summary>
internal sealed class TransformerTrainee(
    TransformerNet net, TransformerTraining training, EncodedSplit train, EncodedSplit dev, SpecialIds special)
    : ITrainee<ClassifierLine, DevReport>
{
    private readonly ReadOnlyMemory<int>[] _train = PieceRows.Of(train, special);
    private readonly ReadOnlyMemory<int>[] _dev = PieceRows.Of(dev, special);

    /// <inheritdoc cref="ClassifierTrainee.Copy"/>
    public BFloat16Copy<TransformerNet>? Copy { get; init; }

    public LoopPlan Plan => new()
    {
        Turns = training.Epochs,
        Units = _train.Sum(ids => (long)ids.Length) * training.Epochs,
        Step = training,
        UserRate = training.LearningRate,
        Patience = training.Epochs,
        Evaluations = training.EvaluationsPerEpoch,

        // Weights and both of Adam's arrays are 128 MB.
        CheckpointInterval = TimeSpan.FromMinutes(2),
    };

    public NamedNet Net => net;

    public WordTable? Words => null;

    public StepCheckReport Check(TimeProvider time)
    {
        var draws = StepRows.Draws();
        var batch = StepRows.Tokens(training.BatchSize, training.MaxTokens, net.Tables.Count, draws);
        long[] labels = StepRows.Labels(batch.Rows, net.Classes, draws);
        using var random = new Generator();
        using var copy = new TransformerNet(net.Tables, net.Classes, random);
        return StepCheck.Run(net, copy, checkedNet => nn.functional.cross_entropy(checkedNet.Logits(batch), tensor(labels)), time);
    }

    public Turn Begin(int number, Random draws)
    {
        var batches = BatchPlan.Shuffle([.. _train.Select(ids => ids.Length)], training.BatchSize, draws);
        return new([.. batches.Select(rows => (Func<StepLoss>)(() => LossOf(rows)))], batches.Count * training.Epochs);
    }

    public Measurement<ClassifierLine> Measure(CancellationToken cancellationToken) => ClassifierLine.Measure(Score(cancellationToken));

    public (DevReport Report, double Loss) Report(TrainingState state, CancellationToken cancellationToken)
    {
        var report = DevReport.Of(state.BestEpoch, Score(cancellationToken));
        return (report, report.Loss);
    }

    public void Dispose()
    {
        Copy?.Dispose();
        net.Dispose();
        net.Tables.Dispose();
    }

    private StepLoss LossOf(int[] rows)
    {
        var batch = TokenBatch.Of([.. rows.Select(row => _train[row])]);
        long[] labels = [.. rows.Select(row => (long)train.Labels[row])];
        Copy?.TakeWeights();
        var logits = (Copy?.Net ?? net).Logits(batch, training.Dropout).to(ScalarType.Float32);
        return new(nn.functional.cross_entropy(logits, tensor(labels)), batch.Lengths.Sum())
        {
            Carry = Copy is null ? null : Copy.GiveGradients,
        };
    }

    private LabelledLogits Score(CancellationToken cancellationToken) => Predictor.Score(
        net.Classes, dev, rows => net.Logits(TokenBatch.Of([.. rows.Select(row => _dev[row])])), cancellationToken);
}
