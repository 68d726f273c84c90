using TextClassify.Training.Baseline;
using TextClassify.Training.Continuation;
using TextClassify.Training.Loops;
using TextClassify.Training.Molecules;
using TextClassify.Training.Pretraining;
using TextClassify.Training.Rows;
using TextClassify.Training.Steps;
using TextClassify.Training.Vectors;
using static TorchSharp.torch;

namespace TextClassify.Training.Classifier;

/// <summary>A recipe of a classifier and its rows, made ready.</summary>
internal sealed class PreparedClassifier : IPreparedRun<ClassifierOptions, ClassifierLine, DevReport>
{
    private readonly Recipe _recipe;
    private readonly RecipeData _data;
    private readonly Vocabulary _vocabulary;
    private readonly WordTable _words;
    private readonly WeightTable? _body;
    private readonly GrownStart? _grown;
    private readonly ClassifierOptions _options;

    /// <param name="recipe">How it is trained.</param>
    /// <param name="data">Its rows.</param>
    /// <param name="vectors">That the table starts from; null for the base's, or none.</param>
    /// <param name="start">What table and net start from; null for random numbers.</param>
    /// <param name="source">For the record.</param>
    /// <param name="from">What it goes on from, whose labels are among the data's; null for none.</param>
    public PreparedClassifier(
        Recipe recipe, RecipeData data, WordVectors? vectors, Base? start, RunSource source, StartingPackage? from = null)
    {
        (_recipe, _data) = (recipe, data);
        vectors ??= start?.Vectors;
        _body = start is not null && start.Suits(recipe.Net) ? start.Body : null;
        _grown = from is null ? null : new(from, data.Labels.Names);
        var texts = data.Train.Select(row => row.Text);
        var random = new Random(source.Seed);
        _vocabulary = _grown?.Words(texts, recipe.MinCount)
            ?? (recipe.Notation is null
                ? VocabularyBuilder.Build(texts, vectors, recipe.MinCount, recipe.MaxVocabulary, NamesOf(recipe, texts))
                : SmilesRows.Symbols(texts, recipe.MinCount, recipe.MaxVocabulary));
        (_words, int vectorRows) = _grown is null
            ? TableStart.Create(_vocabulary, vectors, recipe.Net.EmbeddingWidth, random)
            : new(_grown.Table(_vocabulary, vectors, random), 0);
        _options = new()
        {
            Recipe = recipe,
            RecipeName = source.RecipeName,
            Labels = data.Labels.Names,
            Seed = source.Seed,
            Threads = source.Threads,
            Commit = RunSource.Commit,
            Vectors = source.Vectors,
            Base = start?.Description.Label,
            From = from?.Label,
            TrainRows = data.Train.Count,
            DevRows = data.Dev.Count,
            BadRows = data.BadRows.Count,
            VocabularyRows = _vocabulary.Count,
            VectorRows = vectorRows,
        };
    }

    private static HashSet<string>? NamesOf(Recipe recipe, IEnumerable<string> texts) =>
        recipe.NamesUnknownBut is { } kept ? [.. ProperNouns.Find(texts).Except(kept)] : null;

    /// <inheritdoc cref="ClassifierTrainee.IsOwnData"/>
    public bool IsOwnData { get; init; }

    /// <summary>By when the run is to be done; null where it may take what it takes.</summary>
    public RunLimit? Limit { get; init; }

    /// <summary>Told as soon as it is measured, before the first step.</summary>
    public Action<BaselineReport>? OnBaseline { get; init; }

    /// <summary>What teachers said of the rows, and of texts without a label; null for none.</summary>
    public Lessons? Lessons { get; init; }

    /// <summary>File name of the lessons.</summary>
    public string? LessonsName { get; init; }

    /// <summary>Measures what the baseline takes.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public ClassifierOptions Options => _options with { MostSeconds = Limit?.Whole.TotalSeconds, Lessons = LessonsName };

    /// <summary>How the model reads texts.</summary>
    public ITextEncoder Encoder => _recipe.EncoderOf(_vocabulary);

    public void WriteVocabulary(Stream stream) => _vocabulary.Write(stream);

    /// <exception cref="DataException">No row has a word.</exception>
    public ITrainee<ClassifierLine, DevReport> Begin(Generator random)
    {
        var encoder = Encoder;
        var train = EncodedSplit.Encode(_data.Train, _data.Labels.Names, encoder, _data.Labels.HasSets);
        var dev = EncodedSplit.Encode(_data.Dev, _data.Labels.Names, encoder, _data.Labels.HasSets);
        if (train.Rows.Count == 0 || dev.Rows.Count == 0)
        {
            throw new DataException(
                $"A word is in {train.Rows.Count} of {_data.Train.Count} training rows and {dev.Rows.Count} of {_data.Dev.Count} "
                + "development rows; both need one.");
        }

        var finer = _recipe.FinerLabelColumn is null ? null : Labels.OfNames(_data.Train.Select(row => row.FinerLabel));
        var net = new Crnn(_recipe.Net, _data.Labels.Count, finer?.Count ?? 0, random);
        if (_grown is not null)
        {
            _grown.Fill(net);
        }
        else if (_body is not null)
        {
            net.Start(_body);
        }

        var shares = _recipe.LinearTerm && _grown is null
            ? WordShares.Fit(train, dev, _vocabulary.Count, _data.Labels.Count, CancellationToken.None)
            : null;
        var baseline = IsOwnData ? LinearBaseline.Measure(train, dev, _data.Labels.Count, Time, CancellationToken.None) : null;
        if (baseline is not null)
        {
            OnBaseline?.Invoke(baseline);
        }

        if (Limit is not null)
        {
            Limit.Baseline = baseline?.Elapsed ?? TimeSpan.Zero;
        }

        int[]? finerLabels = finer?.IndicesOf(train.Rows.Select(row => row.FinerLabel));
        train = Lessons?.Extend(train, encoder) ?? train;
        return new ClassifierTrainee(net, _words.Copy(), _recipe, train, finerLabels, dev)
        {
            IsOwnData = IsOwnData,
            Shares = shares,
            Writings = _recipe.Training.RandomWritings ? new RandomWritings(train.Rows, encoder) : null,
            Baseline = baseline,
            Lessons = Lessons?.Of(train, _data.Labels.Count),
            StepsEnd = Limit?.BeginSteps(),
            Copy = _recipe.Training.Precision.IsBFloat16Here()
                ? new(net, new Crnn(_recipe.Net, net.Classes, net.FinerClasses, random))
                : null,
        };
    }
}
