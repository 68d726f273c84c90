using TextClassify.Training.Classifier;
using TextClassify.Training.Continuation;
using TextClassify.Training.Onnx;

namespace TextClassify.Training.Shrinking;

/// <summary>A package's net as a finished run, its table in bytes and its matrices in halves: measured anew, and nothing trained.</summary>
internal static class ShrunkRun
{
    /// <param name="package">To take the net from.</param>
    /// <param name="recipe">That it was made by, with its table in bytes.</param>
    /// <param name="source">For the record.</param>
    /// <param name="run">Where to.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>What the net reaches on the recipe's development rows.</returns>
    /// <exception cref="DataException">The recipe is of another model, or its data can't be used.</exception>
    public static DevReport Write(
        StartingPackage package, Recipe recipe, ShrunkSource source, RunFolder run, CancellationToken cancellationToken)
    {
        var manifest = package.Manifest;
        var data = RecipeData.Read(recipe, source.DataFolder, cancellationToken);
        if (recipe.Name != manifest.Name || !data.Labels.Names.SequenceEqual(manifest.Labels))
        {
            throw new DataException(
                $"{source.RecipeName} makes '{recipe.Name}' with the labels {string.Join(", ", data.Labels.Names)}; the package is "
                + $"'{manifest.Name}' with {string.Join(", ", manifest.Labels)}.");
        }

        var rounded = EmbeddingTable.Round(HalfMatrices.Round(package.Weights), inBytes: true);
        WeightTable weights = new(rounded.All.Where(weight => weight.Name != EmbeddingTable.Scales));
        using var net = new Crnn(recipe.Net, manifest.Labels.Count);
        net.Load(weights);
        net.eval();
        var table = LinearTerm.Table(weights);
        var dev = EncodedSplit.Encode(
            data.Dev, data.Labels.Names, recipe.EncoderOf(package.Vocabulary), data.Labels.HasSets);
        var report = DevReport.Of(epoch: 0, Predictor.Score(net, new WordTable(table.Shape[1], table.Values), dev, cancellationToken));
        run.Start(OptionsOf(package, recipe, source, data), package.Vocabulary.Write);
        run.Finish(weights, report);
        return report;
    }

    private static ClassifierOptions OptionsOf(StartingPackage package, Recipe recipe, ShrunkSource source, RecipeData data)
    {
        var training = package.Manifest.Training;
        return new()
        {
            Recipe = recipe,
            RecipeName = source.RecipeName,
            Labels = package.Manifest.Labels,
            Seed = training.Seed,
            Threads = 1,
            Commit = training.Commit,
            Vectors = source.Vectors,
            Base = source.Base,
            Shrunk = package.Label,
            TrainRows = training.Rows,
            DevRows = data.Dev.Count,
            BadRows = data.BadRows.Count,
            VocabularyRows = package.Vocabulary.Count,
            VectorRows = 0,
        };
    }
}

/// <param name="RecipeName">File name of the recipe.</param>
/// <param name="Vectors">Name of the word vectors the table started from; null for none.</param>
/// <param name="Base">What made the base it started from; null for none.</param>
/// <param name="DataFolder">Where the recipe's files are.</param>
internal sealed record ShrunkSource(string RecipeName, string? Vectors, string? Base, string DataFolder);
