using CsCheck;
using Microsoft.Extensions.Time.Testing;
using TextClassify.Api.Security;

namespace TextClassify.Security;

public sealed class TokenBucketTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Take_MoreThanIsLeft_TellsTheWait()
    {
        var bucket = new TokenBucket(60, _time);

        Assert.Equal(TimeSpan.Zero, bucket.Take(50));
        Assert.Equal(TimeSpan.FromSeconds(10), bucket.Take(20));
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(1, bucket.Take(20).TotalSeconds, 6);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, bucket.Take(20));
    }

    [Fact]
    public void Take_MoreThanAMinutesWorth_IsTakenFromAFullBucketAndPaidForAfter()
    {
        var bucket = new TokenBucket(60, _time);

        Assert.Equal(TimeSpan.Zero, bucket.Take(180));
        Assert.Equal(121, bucket.Take(1).TotalSeconds, 6);
    }

    /// <summary>Whatever is asked and when, no more is given in a span than its minutes' worth and one bucket, and one cost above
    /// it.</summary>
    [Fact]
    public void Take_AnyOrder_NeverGivesMoreThanTheRate() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[0, 5_000]).Array[1, 200].Sample(asks =>
        {
            var time = new FakeTimeProvider();
            var bucket = new TokenBucket(30, time);
            long given = 0;
            double minutes = 0;
            foreach (var (tokens, milliseconds) in asks)
            {
                time.Advance(TimeSpan.FromMilliseconds(milliseconds));
                minutes += milliseconds / 60_000d;
                given += bucket.Take(tokens) == TimeSpan.Zero ? tokens : 0;
                Assert.True(given <= (30 * minutes) + 30 + 10 + 1e-6, $"{given} tokens were given in {minutes} minutes.");
            }
        });
}
