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
