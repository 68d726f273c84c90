namespace TextClassify.Monitoring;

public sealed class LabelSampleTests
{
    private const int Runs = 1_000;
    private const int Predictions = 1_000;
    private const int Labels = 100;

    [Theory]
    [InlineData(1, 0.2)]
    [InlineData(0.75, 0.6)]
    [InlineData(0.5, 1)]
    [InlineData(0.25, 1)]
    public void WeightOf_Confidence_IsAFifthAtLeast(double confidence, double weight) =>
        Assert.Equal(weight, LabelSample.WeightOf(confidence), 12);

    [Fact]
    public void Accuracy_OfNoLabels_IsNotKnown() => Assert.Null(LabelSample.Accuracy([], 10, 9));

    /// <summary>Everything is labelled, so it is the share of right ones, and nothing is left to chance.</summary>
    [Fact]
    public void Accuracy_OfAllLabels_IsTheirShare() => Assert.Equal(
        new Band(0.75, 0.75, 0.75),
        LabelSample.Accuracy([new(1, 0.5, true), new(1, 0.75, true), new(1, 1, false), new(1, 0.75, true)], 4, 3));

    [Fact]
    public void ChanceOf_BelowARank_IsWeightTimesRankAndAtMostOne()
    {
        Assert.Equal(0.25, LabelSample.ChanceOf(0.5, 0.5));
        Assert.Equal(1, LabelSample.ChanceOf(0.5, 3));
        Assert.Equal(1, LabelSample.ChanceOf(0.5, null));
    }

    /// <summary>Probabilities are too sure here. The labels' own mean says 4 points less than there is, since what is unsure comes first.
    /// </summary>
    [Fact]
    public void Accuracy_OverManyDraws_IsUnbiasedAndCovered()
    {
        var chance = new Random(5);
        double[] confidence = [.. Enumerable.Range(0, Predictions).Select(_ => 0.5 + (0.5 * Math.Sqrt(chance.NextDouble())))];
        bool[] right = [.. confidence.Select(p => chance.NextDouble() < p - 0.08)];
        double truth = right.Count(one => one) / (double)Predictions, sum = 0, squares = 0, plain = 0;
        int covered = 0;
        double[] ranks = new double[Predictions];
        int[] order = new int[Predictions];
        for (int run = 0; run < Runs; run++)
        {
            for (int i = 0; i < Predictions; i++)
            {
                ranks[i] = chance.NextDouble() / LabelSample.WeightOf(confidence[i]);
                order[i] = i;
            }

            Array.Sort(ranks, order);
            SampledLabel[] drawn =
            [
                .. order.Take(Labels).Select(i => new SampledLabel(
                    LabelSample.ChanceOf(LabelSample.WeightOf(confidence[i]), ranks[Labels]), confidence[i], right[i])),
            ];
            var band = LabelSample.Accuracy(drawn, Predictions, confidence.Sum())!.Value;
            sum += band.Value;
            squares += band.Value * band.Value;
            covered += band.Lower <= truth && truth <= band.Upper ? 1 : 0;
            plain += drawn.Count(one => one.Right) / (double)Labels;
        }

        double mean = sum / Runs, error = Math.Sqrt(((squares / Runs) - (mean * mean)) / Runs);
        Assert.InRange(mean, truth - (3 * error), truth + (3 * error));
        Assert.InRange(covered, 920, 980);
        Assert.True(plain / Runs < truth - 0.03, $"Labels alone say {plain / Runs}, the truth is {truth}.");
    }
}
