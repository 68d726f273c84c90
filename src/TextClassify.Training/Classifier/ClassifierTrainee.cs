using System.Numerics.Tensors;
using TextClassify.Training.Baseline;
using TextClassify.Training.Checking;
using TextClassify.Training.Continuation;
using TextClassify.Training.Loops;
using TextClassify.Training.Onnx;
using TextClassify.Training.Molecules;
using TextClassify.Training.Rows;
using TextClassify.Training.Steps;

namespace TextClassify.Training.Classifier;

/// <summary>A classifier in training.</summary>
internal sealed class ClassifierTrainee(Crnn net, WordTable words, Recipe recipe, EncodedSplit train, int[]? finerLabels, EncodedSplit dev)
    : ITrainee<ClassifierLine, DevReport>
{
    private readonly TrainingOptions _options = recipe.Training;
    private readonly DropoutRates _dropout =
        new(recipe.Training.EmbeddingDropout, recipe.Training.StateDropout, recipe.Training.OutputDropout);

    private readonly EvenWords? _evenWords = recipe.Training.WordExchange > 0
        ? EvenWords.Find([.. train.Texts.Select(text => text.Ids)], train.Labels, words.Rows, net.Classes)
        : null;

    private readonly int[] _lengths = [.. train.Texts.Select(text => text.Length)];
    private WeightTable? _final;

    /// <summary>The recipe was made for the user's own file, so that its options are none the user can change.</summary>
    public bool IsOwnData { get; init; }

    /// <summary>The linear term, fitted; null for a recipe without.</summary>
    public WordShares? Shares { get; init; }

    /// <summary>Writes the rows anew for each batch; null where they are read as they stand.</summary>
    public RandomWritings? Writings { get; init; }

    /// <summary>What teachers said of each row, null of one without; null where none was asked.</summary>
    public float[]?[]? Lessons { get; init; }

    /// <summary>What the report holds the net against; null where nobody asks.</summary>
    public BaselineReport? Baseline { get; init; }

    /// <summary>Passes forward and back in the net's place; null where the net does so itself.</summary>
    public BFloat16Copy<Crnn>? Copy { get; init; }

    /// <inheritdoc cref="LoopPlan.Deadline"/>
    public long? StepsEnd { get; init; }

    /// <summary>A table that was gone on with has the linear term's numbers beside its own, and they are trained with it.</summary>
    public WeightTable Final => _final ?? (words.Width > recipe.Net.EmbeddingWidth
        ? GrownStart.Parted(net.ToWeightTable(words), recipe.Net.EmbeddingWidth)
        : net.ToWeightTable(words));

    public LoopPlan Plan => _options.PlanOf(_lengths.Sum(length => (long)length), IsOwnData ? null : _options.LearningRate) with
    {
        Evaluations = _options.EvaluationsPerEpoch,
        Deadline = StepsEnd,
        Patience = _options.KeepsLast ? null : _options.Patience,
    };

    public NamedNet Net => net;

    public WordTable Words => words;

    public bool HasByteTable => recipe.ByteTable;

    public StepCheckReport Check(TimeProvider time) => CrnnCheck.Run(net, words, recipe, train.Targets is not null, time);

    public Turn Begin(int number, Random draws)
    {
        var batches = BatchPlan.Shuffle(_lengths, _options.BatchSize, draws);
        return new([.. batches.Select(rows => (Func<StepLoss>)(() => LossOf(rows, draws)))], batches.Count * _options.Epochs);
    }

    public Measurement<ClassifierLine> Measure(CancellationToken cancellationToken) =>
        ClassifierLine.Measure(Predictor.Score(net, words, dev, cancellationToken));

    public (DevReport Report, double Loss) Report(TrainingState state, CancellationToken cancellationToken)
    {
        RoundMatrices();
        var logits = Predictor.Score(net, words, dev, cancellationToken);
        var mix = Shares is null ? null : LinearMix.Choose(logits, Shares.DevLogits);
        if (mix is not null)
        {
            _final = Add(mix);
            var table = LinearTerm.Table(_final);
            logits = Predictor.Score(net, new WordTable(table.Shape[1], table.Values), dev, cancellationToken);
        }

        int epoch = _options.KeepsLast ? state.Epoch : state.BestEpoch;
        var report = DevReport.Of(epoch, logits) with { Baseline = Baseline, Mix = mix };
        return (report, report.Loss);
    }

    public void Dispose()
    {
        Copy?.Dispose();
        net.Dispose();
    }

    /// <summary>Puts the mix into the net's output layer and the term's numbers, so that the sum of both is what ships.</summary>
    private WeightTable Add(LinearMix mix)
    {
        foreach (var (name, weight) in net.Weights.Where(weight => weight.Key.StartsWith("output.", StringComparison.Ordinal)))
        {
            var values = Crnn.Values(weight);
            TensorPrimitives.Multiply(values, (float)mix.Net, values);
            if (name == "output.bias")
            {
                TensorPrimitives.MultiplyAdd(Shares!.Bias, (float)mix.Linear, values, values);
            }
        }

        RoundMatrices();
        var shares = new WordTable(net.Classes, [.. Shares!.Values.Select(value => (float)(value * mix.Linear))]);
        shares.RoundToTable(HasByteTable);
        return new(net.ToWeightTable(words).All.Append(new(LinearTerm.Name, [words.Rows, net.Classes], shares.Values)));
    }

    /// <summary>To what a small package holds, before the net is measured.</summary>
    private void RoundMatrices()
    {
        if (recipe.ByteTable)
        {
            net.Load(HalfMatrices.Round(net.ToWeightTable()));
        }
    }

    /// <summary>Rows beyond the labelled ones have none.</summary>
    private static long[] Pick(int[] all, int[] rows) => Array.ConvertAll(rows, row => row < all.Length ? (long)all[row] : -1);

    private IEnumerable<float> TargetsOf(int row) =>
        train.Targets![(row * net.Classes)..((row + 1) * net.Classes)].Select(has => has ? 1f : 0);

    private StepLoss LossOf(int[] rows, Random draws)
    {
        var batch = TokenBatch.Of([.. rows.Select(row => Writings?.Draw(row, draws) ?? train.Texts[row].Ids)]);
        _evenWords?.Exchange(batch.Ids, _options.WordExchange, draws);
        _options.DropWords(batch.Ids, draws);
        var embedded = words.Gather(batch).requires_grad_(true);
        Copy?.TakeWeights();
        var outputs = (Copy?.Net ?? net).Logits(embedded, batch, _dropout);
        var loss = ClassifierLoss.Of(
            outputs,
            Pick(train.Labels, rows),
            finerLabels is null ? null : Pick(finerLabels, rows),
            _options,
            train.Targets is null ? null : [.. rows.SelectMany(TargetsOf)]);
        float[]?[] lessons = Lessons is null ? [] : Array.ConvertAll(rows, row => Lessons[row]);
        if (Array.Exists(lessons, lesson => lesson is not null))
        {
            loss = loss.Plus(ClassifierLoss.OfLessons(outputs.Logits, lessons, _options.LessonWeight));
        }

        return new(loss, batch.Lengths.Sum()) { Words = new(batch, embedded), Carry = Copy is null ? null : Copy.GiveGradients };
    }
}
