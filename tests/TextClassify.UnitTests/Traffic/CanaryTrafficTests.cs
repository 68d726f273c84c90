using TextClassify.Inference.Traffic;

namespace TextClassify.UnitTests.Traffic;

public sealed class CanaryTrafficTests
{
    private const int Keys = 20_000;

    private static readonly double[] Weights = [0, 0.05, 0.2, 0.5, 1];

    public static TheoryData<string> Shapes => ["{0}", "given/user-{0}", "request/0HNQAO74FJBU9:{0:x8}", "{0:d12}@example.com"];

    /// <summary>
    /// Keys that differ in a counter only fall into the share as coins would: within five standard deviations, and in every decile alike.
    /// </summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public void Place_KeysThatHardlyDiffer_IsUniform(string shape)
    {
        double[] places = [.. Enumerable.Range(0, Keys).Select(i => CanaryTraffic.Place("sentiment", "2", string.Format(null, shape, i)))];

        Assert.All(places, place => Assert.InRange(place, 0, 1 - 1e-12));
        double deviation = Math.Sqrt(Keys * 0.1 * 0.9);
        for (int decile = 0; decile < 10; decile++)
        {
            int count = places.Count(place => (int)(place * 10) == decile);
            Assert.InRange(count, (Keys * 0.1) - (5 * deviation), (Keys * 0.1) + (5 * deviation));
        }
    }

    [Fact]
    public void Takes_RaisedWeight_KeepsThoseItHad()
    {
        bool[][] taken = [.. Weights.Select(weight =>
            Enumerable.Range(0, 1_000).Select(i => new CanaryTraffic("2", weight).Takes("m", $"key-{i}")).ToArray())];

        Assert.DoesNotContain(true, taken[0]);
        Assert.DoesNotContain(false, taken[^1]);
        for (int step = 1; step < taken.Length; step++)
        {
            Assert.All(taken[step - 1].Zip(taken[step]), pair => Assert.True(!pair.First || pair.Second));
        }
    }

    /// <summary>Two canaries of half the keys share a quarter of them, not all: nobody is the one on whom everything is tried.</summary>
    [Theory]
    [InlineData("a", "2", "a", "3")]
    [InlineData("a", "2", "b", "2")]
    [InlineData("a", "bc", "ab", "c")]
    public void Place_OtherModelOrVersion_IsIndependent(string model, string version, string otherModel, string otherVersion)
    {
        int both = Enumerable.Range(0, Keys).Count(i =>
            CanaryTraffic.Place(model, version, $"{i}") < 0.5 && CanaryTraffic.Place(otherModel, otherVersion, $"{i}") < 0.5);

        double deviation = Math.Sqrt(Keys * 0.25 * 0.75);
        Assert.InRange(both, (Keys * 0.25) - (5 * deviation), (Keys * 0.25) + (5 * deviation));
    }
}
