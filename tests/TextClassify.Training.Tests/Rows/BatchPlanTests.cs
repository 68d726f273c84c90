using CsCheck;
using TextClassify.Training.Rows;

namespace TextClassify.Training.Tests.Rows;

public sealed class BatchPlanTests
{
    [Fact]
    public void Shuffle_AnyLengths_HasEveryRowOnceInBatchesOfTheSize() =>
        Gen.Select(Gen.Int[1, 60].Array[1, 500], Gen.Int[1, 40], Gen.Int).Sample((lengths, size, seed) =>
        {
            var batches = BatchPlan.Shuffle(lengths, size, new Random(seed));

            Assert.Equal(Enumerable.Range(0, lengths.Length), batches.SelectMany(batch => batch).Order());
            Assert.All(batches, batch => Assert.InRange(batch.Length, 1, size));
        });

    [Fact]
    public void Shuffle_MixedLengths_PadsLittle()
    {
        var draws = new Random(1);
        int[] lengths = [.. Enumerable.Range(0, 20_000).Select(_ => draws.Next(1, 60))];

        long padded = BatchPlan.Shuffle(lengths, 64, draws).Sum(batch => (long)batch.Max(row => lengths[row]) * batch.Length);

        // Random batches of 64 would pad to nearly twice the tokens.
        Assert.InRange(padded / (double)lengths.Sum(), 1, 1.05);
    }

    [Fact]
    public void Shuffle_SameSeed_IsTheSamePlan()
    {
        int[] lengths = [.. Enumerable.Range(0, 300).Select(i => 1 + (i % 17))];

        var once = BatchPlan.Shuffle(lengths, 8, new Random(5)).SelectMany(batch => batch);

        Assert.Equal(once, BatchPlan.Shuffle(lengths, 8, new Random(5)).SelectMany(batch => batch));
        Assert.NotEqual(once, BatchPlan.Shuffle(lengths, 8, new Random(6)).SelectMany(batch => batch));
    }
}
