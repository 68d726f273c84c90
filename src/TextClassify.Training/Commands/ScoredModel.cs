using TextClassify.Training.Classifier;
using TextClassify.Training.Native;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Commands;

/// <summary>A model to measure: the Torch net of a run, or the graph of a package through the service's own loader.</summary>
internal sealed class ScoredModel : IDisposable
{
    private readonly Func<EncodedSplit, CancellationToken, Task<LabelledLogits>> _score;
    private readonly IReadOnlyList<IDisposable> _owned;

    private ScoredModel(Func<EncodedSplit, CancellationToken, Task<LabelledLogits>> score, params IReadOnlyList<IDisposable> owned) =>
        (_score, _owned) = (score, owned);

    /// <summary>The classes in the order of the logits.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    public required ITextEncoder Encoder { get; init; }

    /// <summary>What divides the logits before the softmax.</summary>
    public required double Temperature { get; init; }

    /// <summary>[C], the score from which on a text has each label, where it may have several; else null.</summary>
    public IReadOnlyList<double>? Thresholds { get; init; }

    /// <summary>Known of a run alone.</summary>
    public Recipe? Recipe { get; init; }

    /// <summary>Of a package or a run, whichever the folder holds.</summary>
    /// <exception cref="DataException">It holds neither, or the service would refuse the package.</exception>
    public static async Task<ScoredModel> OfAsync(string path, CancellationToken cancellationToken) =>
        File.Exists(Path.Combine(path, "options.json")) ? OfRun(path) : await OfPackageAsync(path, cancellationToken);

    /// <summary>Its temperature is fitted on its own development rows, as packaging does.</summary>
    public static ScoredModel OfRun(string path)
    {
        var folder = RunFolder.Open(path);
        var options = folder.ReadOptions<ClassifierOptions>();
        TorchLoader.Load(options.Threads);
        var figures = folder.ReadReport<DevReport>().Figures(options.Seed);
        var weights = folder.ReadWeights();
        var net = new Crnn(options.Recipe.Net, options.Labels.Count);
        net.Load(weights);
        var words = new WordTable(LinearTerm.Table(weights).Shape[1], LinearTerm.Table(weights).Values);

        return new((split, cancellationToken) => Task.FromResult(Predictor.Score(net, words, split, cancellationToken)), net)
        {
            Labels = options.Labels,
            Encoder = options.Recipe.EncoderOf(folder.ReadVocabulary(Vocabulary.Read)),
            Temperature = figures.Temperature,
            Thresholds = figures.Thresholds,
            Recipe = options.Recipe,
        };
    }

    /// <exception cref="DataException">The service would refuse the package too.</exception>
    public static async Task<ScoredModel> OfPackageAsync(string path, CancellationToken cancellationToken)
    {
        var package = await OpenPackage.LoadAsync(path, cancellationToken);
        var model = package.Model;

        return new((split, token) => split.ScoreAsync(model.Forward, token), package)
        {
            Labels = model.Labels,
            Encoder = model.Encoder,
            Temperature = model.Temperature,
            Thresholds = model.Thresholds,
        };
    }

    /// <summary>The rows as this model reads them.</summary>
    /// <exception cref="DataException">Its texts have one label and the rows several, or a row has a label that it lacks.</exception>
    public EncodedSplit Encode(DataSet data) => data.HasLabelSets && Thresholds is null
        ? throw new DataException("The rows may have several labels, and the model gives one.")
        : EncodedSplit.Encode(data.Rows, Labels, Encoder, hasSets: Thresholds is not null);

    public Task<LabelledLogits> ScoreAsync(EncodedSplit split, CancellationToken cancellationToken) => _score(split, cancellationToken);

    public void Dispose()
    {
        foreach (var owned in _owned)
        {
            owned.Dispose();
        }
    }
}
