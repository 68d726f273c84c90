using TextClassify.Training.Baseline;
using TextClassify.Training.Loops;
using TextClassify.Training.Pretraining;
using TextClassify.Training.Rows;
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

    /// <param name="recipe">How it is trained.</param>
    /// <param name="data">Its rows.</param>
    /// <param name="vectors">That the table starts from; null for the base's, or none.</param>
    /// <param name="start">What table and net start from; null for random numbers.</param>
    /// <param name="source">For the record.</param>
    public PreparedClassifier(Recipe recipe, RecipeData data, WordVectors? vectors, Base? start, RunSource source)
    {
        (_recipe, _data) = (recipe, data);
        vectors ??= start?.Vectors;
        _body = start is not null && start.Suits(recipe.Net) ? start.Body : null;
        _vocabulary = VocabularyBuilder.Build(data.Train.Select(row => row.Text), vectors, recipe.MinCount, recipe.MaxVocabulary);
        (_words, int vectorRows) = TableStart.Create(_vocabulary, vectors, recipe.Net.EmbeddingWidth, new Random(source.Seed));
        Options = new()
        {
            Recipe = recipe,
            RecipeName = source.RecipeName,
            Labels = data.Labels.Names,
            Seed = source.Seed,
            Threads = source.Threads,
            Commit = RunSource.Commit,
            Vectors = source.Vectors,
            Base = start?.Description.Label,
            TrainRows = data.Train.Count,
            DevRows = data.Dev.Count,
            BadRows = data.BadRows.Count,
            VocabularyRows = _vocabulary.Count,
            VectorRows = vectorRows,
        };
    }

    /// <inheritdoc cref="ClassifierTrainee.IsOwnData"/>
    public bool IsOwnData { get; init; }

    /// <summary>Told as soon as it is measured, before the first step.</summary>
    public Action<BaselineReport>? OnBaseline { get; init; }

    /// <summary>Measures what the baseline takes.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public ClassifierOptions Options { get; }

    public void WriteVocabulary(Stream stream) => _vocabulary.Write(stream);

    /// <exception cref="DataException">No row has a word.</exception>
    public ITrainee<ClassifierLine, DevReport> Begin(Generator random)
    {
        var encoder = new TextEncoder(_vocabulary, _recipe.MaxTokens);
        var train = EncodedSplit.Encode(_data.Train, _data.Labels.Names, encoder);
        var dev = EncodedSplit.Encode(_data.Dev, _data.Labels.Names, encoder);
        if (train.Rows.Count == 0 || dev.Rows.Count == 0)
        {
            throw new DataException(
                $"A word is in {train.Rows.Count} of {_data.Train.Count} training rows and {dev.Rows.Count} of {_data.Dev.Count} "
                + "development rows; both need one.");
        }

        var finer = _recipe.FinerLabelColumn is null ? null : Labels.OfNames(_data.Train.Select(row => row.FinerLabel));
        var net = new Crnn(_recipe.Net, _data.Labels.Count, finer?.Count ?? 0, random);
        if (_body is not null)
        {
            net.Start(_body);
        }

        var baseline = IsOwnData ? LinearBaseline.Measure(train, dev, _data.Labels.Count, Time, CancellationToken.None) : null;
        if (baseline is not null)
        {
            OnBaseline?.Invoke(baseline);
        }

        return new ClassifierTrainee(net, _words.Copy(), _recipe, train, finer?.IndicesOf(train.Rows.Select(row => row.FinerLabel)), dev)
        {
            IsOwnData = IsOwnData,
            Shares = _recipe.LinearTerm
                ? WordShares.Fit(train, dev, _vocabulary.Count, _data.Labels.Count, CancellationToken.None)
                : null,
            Baseline = baseline,
        };
    }
}
