using TextClassify.Training.Baseline;
using TextClassify.Training.Evaluation;

namespace TextClassify.Training.Tests.Baseline;

public sealed class LogisticRegressionTests
{
    private const int Features = 6;
    private const int Classes = 3;

    /// <summary>At the least loss its derivative is zero: sum of (p - y) x and w / strength, for each weight.</summary>
    [Theory]
    [InlineData(0.3)]
    [InlineData(10)]
    public void Fit_AnyRows_StopsWhereTheDerivativeIsZero(double strength)
    {
        var (rows, labels) = Rows(120);

        var weights = LogisticRegression.Fit(rows, labels, Features, Classes, strength);

        double[] gradient = [.. weights.Values.Select(value => value / strength)];
        float[] logits = weights.Score(rows);
        for (int row = 0; row < rows.Length; row++)
        {
            double[] scores = Probabilities.Softmax(logits.AsSpan(row * Classes, Classes), 1);
            for (int label = 0; label < Classes; label++)
            {
                double error = scores[label] - (labels[row] == label ? 1 : 0);
                foreach (var (index, value) in rows[row].Indices.Zip(rows[row].Values))
                {
                    gradient[(label * Features) + index] += error * value;
                }
            }
        }

        // The mean over the rows is zero to three digits.
        Assert.All(gradient, value => Assert.Equal(0, value / rows.Length, 1e-3));
        Assert.True(weights.Values.Max() > 0.1);
    }

    /// <summary>One regression a label, each at scikit-learn's strength: sum of (p - y) x and w / strength are zero.</summary>
    [Fact]
    public void Fit_RowsWithSeveralLabels_StopsWhereEachDerivativeIsZero()
    {
        const double Strength = 3;
        var (rows, labels) = Rows(120);

        // Every row has its own label, every third the next one too; the last label has no row.
        bool[] targets = new bool[rows.Length * Classes];
        for (int row = 0; row < rows.Length; row++)
        {
            targets[(row * Classes) + (labels[row] % 2)] = true;
            targets[(row * Classes) + ((labels[row] + 1) % 2)] |= row % 3 == 0;
        }

        var split = new EncodedSplit([], [], labels) { Targets = targets };
        var weights = LogisticRegression.Fit(rows, split, Features, Classes, Strength);

        float[] logits = weights.Score(rows);
        double[] gradient = [.. weights.Values.Select(value => value / Strength)];
        for (int i = 0; i < targets.Length; i++)
        {
            double error = (1 / (1 + Math.Exp(-logits[i]))) - (targets[i] ? 1 : 0);
            foreach (var (index, value) in rows[i / Classes].Indices.Zip(rows[i / Classes].Values))
            {
                gradient[(i % Classes * Features) + index] += i % Classes < 2 ? error * value : 0;
            }
        }

        Assert.All(gradient, value => Assert.Equal(0, value / rows.Length, 1e-3));
        Assert.Equal(Math.Log(0.5 / 120.5), weights.Bias[2], 1e-5);
        Assert.True(weights.Values.Max() > 0.1);
    }

    [Fact]
    public void Fit_Twice_GivesTheSameBits()
    {
        var (rows, labels) = Rows(60);

        Assert.Equal(
            LogisticRegression.Fit(rows, labels, Features, Classes, 1).Values,
            LogisticRegression.Fit(rows, labels, Features, Classes, 1).Values);
    }

    [Fact]
    public void Score_KnownWeights_IsTheSumAndTheBias()
    {
        var weights = new LinearWeights(2, [1, 2, 3, 4], [10, 20]);

        Assert.Equal([10 + 2f, 20 + 4f, 10 + 3f, 20 + 7f], weights.Score([new([1], [1]), new([0, 1], [1, 1])]));
    }

    /// <summary>A row has the feature of its label two times out of three, and others by chance.</summary>
    private static (SparseRow[] Rows, int[] Labels) Rows(int count)
    {
        var draws = new Random(4);
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % Classes)];
        return ([.. labels.Select(label =>
        {
            int[] indices = [.. new[] { draws.Next(3) > 0 ? label : draws.Next(Features), 3 + draws.Next(3) }.Distinct().Order()];
            return new SparseRow(indices, [.. indices.Select(_ => 0.5f + draws.NextSingle())]);
        })], labels);
    }
}
