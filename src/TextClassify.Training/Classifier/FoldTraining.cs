using TextClassify.Training.Baseline;
using TextClassify.Training.CrossValidation;
using TextClassify.Training.Loops;
using TextClassify.Training.Pretraining;
using TorchSharp;

namespace TextClassify.Training.Classifier;

/// <summary>Trains on a part of the user's rows just as on all of them, and measures on the others.</summary>
/// <param name="recipe">Before it was fitted to all rows.</param>
/// <param name="choices">What the user says of the run.</param>
/// <param name="rows">All there are.</param>
/// <param name="labels">Theirs.</param>
/// <param name="start">What table and net start from; null for random numbers.</param>
/// <param name="source">Of the run.</param>
/// <param name="time">Measures it.</param>
internal sealed class FoldTraining(
    Recipe recipe,
    OwnDataChoices choices,
    IReadOnlyList<LabelledText> rows,
    Labels labels,
    Base? start,
    RunSource source,
    TimeProvider time)
{
    /// <summary>Called after every step.</summary>
    public Action<TrainingProgress>? OnProgress { get; init; }

    /// <inheritdoc cref="FoldMeasurement.Train"/>
    public FoldResult Run(int[] fitted, int[] held, CancellationToken cancellationToken)
    {
        LabelledText[] known = [.. fitted.Select(row => rows[row])];
        var (train, dev) = DevSplit.Split(known, recipe.DevShare, labels.HasSets ? LabelSet.RarestOf(known) : null);
        LabelledText[] others = [.. held.Select(row => rows[row])];
        var (logits, encoder) = Judge(train, dev, others, choices, cancellationToken);
        var baseline = LinearBaseline.Measure(Encode(train), Encode(dev), Encode(others), labels.Count, time, cancellationToken);
        return new(logits.Rows, Reach.Of(logits), new(baseline.Accuracy, baseline.MacroF1, baseline.MicroF1));

        EncodedSplit Encode(IEnumerable<LabelledText> some) => EncodedSplit.Encode(some, labels.Names, encoder, labels.HasSets);
    }

    /// <summary>Trains on rows and says what the net makes of others.</summary>
    /// <param name="train">To fit.</param>
    /// <param name="dev">To choose on.</param>
    /// <param name="held">Neither; those without a token are left out.</param>
    /// <param name="how">What is said of this run.</param>
    /// <param name="cancellationToken">Ends the training.</param>
    public (LabelledLogits Logits, ITextEncoder Encoder) Judge(
        IReadOnlyList<LabelledText> train,
        IReadOnlyList<LabelledText> dev,
        IReadOnlyList<LabelledText> held,
        OwnDataChoices how,
        CancellationToken cancellationToken)
    {
        var data = new RecipeData(train, dev, labels, []);
        var prepared = new PreparedClassifier(OwnData.Fit(recipe, data, how), data, vectors: null, start, source);
        using var random = new torch.Generator((ulong)source.Seed, torch.CPU);
        using var trainee = prepared.Begin(random);
        new TrainingLoop<ClassifierLine, DevReport>(trainee, random, source.Seed, time) { OnProgress = OnProgress }.Run(cancellationToken);

        var weights = trainee.Final;
        using var net = new Crnn(recipe.Net, labels.Count);
        net.Load(weights);
        var table = LinearTerm.Table(weights);
        var judged = EncodedSplit.Encode(held, labels.Names, prepared.Encoder, labels.HasSets);
        return (Predictor.Score(net, new WordTable(table.Shape[1], table.Values), judged, cancellationToken), prepared.Encoder);
    }
}
