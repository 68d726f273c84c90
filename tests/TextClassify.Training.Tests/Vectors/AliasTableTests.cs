using TextClassify.Training.Vectors;

namespace TextClassify.Training.Tests.Vectors;

public sealed class AliasTableTests
{
    [Fact]
    public void Draw_ManyTimes_FollowsTheWeights()
    {
        const int Draws = 400_000;
        double[] weights = [8, 4, 2, 1, 0.5, 0.5];
        var table = new AliasTable(weights);
        var random = new RandomStream(11);
        int[] seen = new int[weights.Length];

        for (int i = 0; i < Draws; i++)
        {
            seen[table.Draw(ref random)]++;
        }

        // Five standard deviations of a binomial share.
        Assert.All(Enumerable.Range(0, weights.Length), i =>
        {
            double share = weights[i] / 16;
            Assert.InRange(seen[i] / (double)Draws, share - Tolerance(share), share + Tolerance(share));
        });

        static double Tolerance(double share) => 5 * Math.Sqrt(share * (1 - share) / Draws);
    }
}
