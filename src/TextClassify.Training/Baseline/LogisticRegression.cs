using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace TextClassify.Training.Baseline;

/// <summary>Multinomial logistic regression by ML.NET's L-BFGS, on one thread: the same rows give the same weights.</summary>
internal static class LogisticRegression
{
    private const int Seed = 1;
    private const int MostIterations = 200;
    private const float Tolerance = 1e-4f;

    /// <summary>Of rows with several labels one regression a label, of those that have it against those that don't.</summary>
    /// <param name="rows">Features.</param>
    /// <param name="split">The same rows with their labels.</param>
    /// <param name="features">F.</param>
    /// <param name="classes">C, at least two.</param>
    /// <param name="strength">C of scikit-learn.</param>
    public static LinearWeights Fit(IReadOnlyList<SparseRow> rows, EncodedSplit split, int features, int classes, double strength)
    {
        if (split.Targets is not { } targets)
        {
            return Fit(rows, split.Labels, features, classes, strength);
        }

        var all = new LinearWeights(features, new float[classes * features], new float[classes]);
        for (int label = 0; label < classes; label++)
        {
            int[] has = [.. rows.Select((_, row) => targets[(row * classes) + label] ? 1 : 0)];
            int count = has.Sum();
            if (count == 0 || count == rows.Count)
            {
                // Nothing tells the rows apart: what they are alike in, with half a row of the other sort.
                all.Bias[label] = (float)Math.Log((count + 0.5) / (rows.Count - count + 0.5));
                continue;
            }

            // Weights of yes and no are each other's negative, so that their squares sum to half of their difference's.
            var pair = Fit(rows, has, features, classes: 2, strength / 2);
            for (int feature = 0; feature < features; feature++)
            {
                all.Values[(label * features) + feature] = pair[1, feature] - pair[0, feature];
            }

            all.Bias[label] = pair.Bias[1] - pair.Bias[0];
        }

        return all;
    }

    /// <param name="rows">Features.</param>
    /// <param name="labels">Of the rows, 0..C-1; each class has a row.</param>
    /// <param name="features">F.</param>
    /// <param name="classes">C, at least two.</param>
    /// <param name="strength">C of scikit-learn: one over the weight of the squared norm; larger fits the rows more closely.</param>
    public static LinearWeights Fit(IReadOnlyList<SparseRow> rows, IReadOnlyList<int> labels, int features, int classes, double strength)
    {
        var context = new MLContext(Seed);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, features);
        schema[nameof(Row.Label)].ColumnType = new KeyDataViewType(typeof(uint), classes);
        var data = context.Data.LoadFromEnumerable(
            rows.Select((row, i) => new Row
            {
                Label = (uint)labels[i],
                Features = new VBuffer<float>(features, row.Indices.Length, row.Values, row.Indices),
            }),
            schema);
        var trainer = context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            LabelColumnName = nameof(Row.Label),
            FeatureColumnName = nameof(Row.Features),
            L1Regularization = 0,
            L2Regularization = (float)(1 / strength),
            OptimizationTolerance = Tolerance,
            MaximumNumberOfIterations = MostIterations,
            NumberOfThreads = 1,
        });
        var model = trainer.Fit(data).Model;
        VBuffer<float>[] weights = [];
        model.GetWeights(ref weights, out int count);
        return new(features, [.. weights.Take(count).SelectMany(row => row.DenseValues())], [.. model.GetBiases()]);
    }

    private sealed class Row
    {
        public uint Label { get; set; }

        public VBuffer<float> Features { get; set; }
    }
}
