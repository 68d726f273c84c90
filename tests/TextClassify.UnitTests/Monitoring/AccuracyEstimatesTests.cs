using TextClassify.Numerics;

namespace TextClassify.Monitoring;

public sealed class AccuracyEstimatesTests
{
    private const int Runs = 1_000;

    [Fact]
    public void Estimated_ByHand_HasBothErrors()
    {
        // Four predictions at 0.5, 0.9, 0.8 and 1: mean 0.8, chance (0.25 + 0.09 + 0.16) / 16.
        var sums = new AccuracySums(4, 3.2, 0.25 + 0.81 + 0.64 + 1, 0, 0, 0, 0, 0);

        var band = AccuracyEstimates.Estimated(sums, 0.88, 872)!.Value;

        double error = Math.Sqrt((0.5 / 16) + (0.88 * 0.12 / 872));
        Assert.Equal(0.8, band.Value, 12);
        Assert.Equal(0.8 - (1.96 * error), band.Lower, 1e-4);
        Assert.Equal(1, band.Upper);
        Assert.Null(AccuracyEstimates.Estimated(default, 0.88, 872));
    }

    /// <summary>Wilson's interval of 8 right in 10.</summary>
    [Fact]
    public void Labelled_EightOfTen_IsWilsons()
    {
        var band = AccuracyEstimates.Labelled(new AccuracySums(10, 8, 7, 10, 8, 8, 7, 6.5))!.Value;

        Assert.Equal((0.8, 0.4902, 0.9433), (band.Value, Math.Round(band.Lower, 4), Math.Round(band.Upper, 4)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public void Fused_OneLabelOrNone_IsNone(int labelled, int right) =>
        Assert.Null(AccuracyEstimates.Fused(new AccuracySums(10, 8, 7, labelled, right, labelled, labelled, right)));

    [Fact]
    public void Fused_ThreeLabelsAllRight_IsAsUnsureAsThreeLabelsAre()
    {
        var band = AccuracyEstimates.Fused(new AccuracySums(1_000, 900, 820, 3, 3, 2.7, 2.43, 2.7))!.Value;

        Assert.InRange(band.Lower, 0.3, 0.5);
        Assert.Equal(1, band.Upper);
    }

    /// <summary>2,000 predictions of which 200 have labels, drawn by chance; probabilities that are right, or too sure.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void Fused_LabelsByChance_CoversAndIsNarrower(double tooSure)
    {
        int covers = 0, estimated = 0;
        double fusedWidth = 0, labelledWidth = 0, bias = 0;
        for (int run = 0; run < Runs; run++)
        {
            var (sums, accuracy) = Draw(new SplitMix64(11, run), 2_000, 200, tooSure);
            var fused = AccuracyEstimates.Fused(sums)!.Value;
            var labelled = AccuracyEstimates.Labelled(sums)!.Value;
            var alone = AccuracyEstimates.Estimated(sums, accuracy, 0)!.Value;
            covers += fused.Lower <= accuracy && accuracy <= fused.Upper ? 1 : 0;
            estimated += alone.Lower <= accuracy && accuracy <= alone.Upper ? 1 : 0;
            fusedWidth += fused.Upper - fused.Lower;
            labelledWidth += labelled.Upper - labelled.Lower;
            bias += fused.Value - accuracy;
        }

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{covers} cover fused, {estimated} estimated; bias {bias / Runs:F5}, width {fusedWidth / labelledWidth:F3} of the labels'.");

        // 95 % of 1,000 give or take three standard errors; probabilities that are too sure mislead whoever has no labels.
        Assert.InRange(covers, 929, 971);
        Assert.InRange(bias / Runs, -0.003, 0.003);
        Assert.True(fusedWidth < 0.97 * labelledWidth, $"{fusedWidth} is not below {labelledWidth}.");
        Assert.True(tooSure == 0 ? estimated >= 929 : estimated < 100, $"{estimated} bands of estimates without labels cover.");
    }

    [Fact]
    public void Sum_EightReplicas_IsOne()
    {
        var parts = Enumerable.Range(0, 8).Select(part => Draw(new SplitMix64(5, part), 100, 20, 0).Sums).ToArray();
        var all = parts.Aggregate((left, right) => left + right);

        Assert.Equal((800, 160), (all.Count, all.Labelled));
        Assert.Equal(parts.Sum(part => part.Right), all.Right);
        Assert.Equal(parts.Sum(part => part.RightConfidence), all.RightConfidence, 9);
    }

    /// <summary>The accuracy is that of the distribution, not of the draw.</summary>
    private static (AccuracySums Sums, double Accuracy) Draw(SplitMix64 chance, int count, int labelled, double tooSure)
    {
        var sums = default(AccuracySums);
        for (int i = 0; i < count; i++)
        {
            // Uniform over 0.5 to 1: mean 0.75.
            double probability = 0.5 + (chance.NextDouble() / 2);
            bool right = chance.NextDouble() < probability;
            double f = Math.Min(1, probability + tooSure);
            bool known = i < labelled;
            int label = known ? 1 : 0, fits = known && right ? 1 : 0;
            sums += new AccuracySums(1, f, f * f, label, fits, label * f, label * f * f, fits * f);
        }

        return (sums, 0.75);
    }
}
