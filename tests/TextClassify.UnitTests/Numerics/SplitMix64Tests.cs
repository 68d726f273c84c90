using TextClassify.Numerics;

namespace TextClassify.UnitTests.Numerics;

public sealed class SplitMix64Tests
{
    [Fact]
    public void Draws_SameSeedAndStream_AreTheSame()
    {
        var first = new SplitMix64(1, 2);
        var again = new SplitMix64(1, 2);
        var otherStream = new SplitMix64(1, 3);
        var otherSeed = new SplitMix64(2, 2);

        ulong draw = first.Next();
        Assert.Equal(draw, again.Next());
        Assert.NotEqual(draw, otherStream.Next());
        Assert.NotEqual(draw, otherSeed.Next());
    }

    [Fact]
    public void Draws_OverStreams_HaveTheMomentsTheyClaim()
    {
        const int Streams = 40_000;
        double sum = 0, squares = 0, uniform = 0;
        int[] firsts = new int[3];
        for (int stream = 0; stream < Streams; stream++)
        {
            var random = new SplitMix64(11, stream);
            double normal = random.NextNormal();
            sum += normal;
            squares += normal * normal;
            uniform += random.NextDouble();
            int[] order = [0, 1, 2];
            random.Shuffle(order);
            firsts[order[0]]++;
        }

        // Five standard errors of each.
        Assert.InRange(sum / Streams, -0.025, 0.025);
        Assert.InRange(squares / Streams, 0.965, 1.035);
        Assert.InRange(uniform / Streams, 0.4928, 0.5072);
        Assert.All(firsts, count => Assert.InRange((double)count / Streams, 0.3216, 0.3451));
    }
}
