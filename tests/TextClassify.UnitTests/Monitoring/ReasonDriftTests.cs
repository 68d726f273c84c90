using TextClassify.Numerics;

namespace TextClassify.Monitoring;

/// <summary>20 of 3,000 words change sides between two windows of 5,000 texts: importance stays as it was, and signs don't.</summary>
public sealed class ReasonDriftTests
{
    private const int Words = 3_000;
    private const int Flipped = 20;
    private const int Texts = 5_000;
    private const int TokensAText = 18;
    private const int LeastSupport = 30;
    private const double Alpha = 0.01;

    [Fact]
    public void Test_TwentyWordsChangeSides_AreFoundAndFewOthers()
    {
        int found = 0, sought = 0, wrong = 0, told = 0;
        for (int run = 0; run < 20; run++)
        {
            var chance = new SplitMix64(77, run);
            double[] means = new double[Words];
            for (int word = 0; word < Words; word++)
            {
                means[word] = 0.5 * chance.NextNormal();

                // A word that says nothing has no side to change.
                means[word] += IsFlipped(word) ? 0.2 * Math.Sign(means[word]) : 0;
            }

            Moments[] before = Window(ref chance, means), now = Window(ref chance, Flip(means));
            int[] tested = [.. Enumerable.Range(0, Words).Where(word => Math.Min(before[word].Count, now[word].Count) >= LeastSupport)];
            double[] q = FalseDiscovery.QValues([.. tested.Select(word => WelchTest.PValue(before[word], now[word]))]);
            for (int i = 0; i < tested.Length; i++)
            {
                bool flipped = IsFlipped(tested[i]);
                sought += flipped ? 1 : 0;
                found += flipped && q[i] <= Alpha ? 1 : 0;
                told += q[i] <= Alpha ? 1 : 0;
                wrong += !flipped && q[i] <= Alpha ? 1 : 0;
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{found} of {sought} found; {wrong} of {told} told are wrong.");
        Assert.Equal(20 * Flipped, sought);
        Assert.InRange(found / (double)sought, 0.95, 1);
        Assert.InRange(wrong / (double)told, 0, 0.03);
    }

    /// <summary>Of the words that come often, every fifth.</summary>
    private static bool IsFlipped(int word) => word < 5 * Flipped && word % 5 == 0;

    private static double[] Flip(double[] means) => [.. means.Select((mean, word) => IsFlipped(word) ? -mean : mean)];

    /// <summary>Words by Zipf's law; a share is the word's mean and a normal error.</summary>
    private static Moments[] Window(ref SplitMix64 chance, double[] means)
    {
        double[] until = new double[Words];
        double all = 0;
        for (int word = 0; word < Words; word++)
        {
            until[word] = all += 1.0 / (word + 1);
        }

        var moments = new Moments[Words];
        for (int token = 0; token < Texts * TokensAText; token++)
        {
            int place = Array.BinarySearch(until, chance.NextDouble() * all);
            int word = Math.Min(Words - 1, place < 0 ? ~place : place);
            double share = means[word] + (0.4 * chance.NextNormal());
            moments[word] += new Moments(1, share, share * share);
        }

        return moments;
    }
}
