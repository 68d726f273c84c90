using CsCheck;
using TextClassify.Explain.Quality;

namespace TextClassify.UnitTests.Explain.Quality;

public sealed class OrderLimitsTests
{
    [Fact]
    public void OfAll_TwoTokens_TakesTheEitherFirstToken()
    {
        var limits = OrderLimits.OfAll([0, 0.3, 0.1, 0.9]);

        Assert.Equal(new OrderLimits(0.1, 0.3, Exact: true), limits);
        Assert.Equal(0.25, limits.Normalise(0.15), 1e-12);
    }

    [Fact]
    public void Normalise_OneToken_HasNoOrder() => Assert.True(double.IsNaN(OrderLimits.OfAll([0, 0.3]).Normalise(0)));

    [Fact]
    public void OfAll_AnyDrops_AreTheLimitsOverEveryOrder() => Gen.Double[-1, 1].Array[32].Sample(drops =>
    {
        double[] sums = [.. Orders([0, 1, 2, 3, 4]).Select(order => Sum(order, drops))];

        var limits = OrderLimits.OfAll(drops);

        Assert.Equal(sums.Min(), limits.Least, 1e-12);
        Assert.Equal(sums.Max(), limits.Most, 1e-12);
    });

    [Fact]
    public Task BeamAsync_AnyDrops_StaysWithinTheLimits() => Gen.Double[-1, 1].Array[256].SampleAsync(async drops =>
    {
        var exact = await Search(8, drops).FindAsync(TestContext.Current.CancellationToken);
        var beam = await Search(8, drops).BeamAsync(TestContext.Current.CancellationToken);

        Assert.True(exact.Exact && !beam.Exact);
        Assert.InRange(beam.Least, exact.Least - 1e-12, exact.Most + 1e-12);
        Assert.InRange(beam.Most, beam.Least, exact.Most + 1e-12);
    }, iter: 50);

    [Fact]
    public async Task FindAsync_TokensThatAdd_FindsTheBestOrderOfALongText()
    {
        // Each token drops its own number; the best order takes the largest first, the worst the smallest.
        const int Tokens = 20;
        var search = new OrderSearch(Tokens, (removed, _) => Task.FromResult<double[]>(
            [.. removed.ToArray().Chunk(Tokens).Select(row => row.Select((mark, token) => mark ? token : 0.0).Sum())]));

        var limits = await search.FindAsync(TestContext.Current.CancellationToken);

        // A token that goes in step j is counted in the Tokens - j sets after it.
        Assert.Equal(Enumerable.Range(0, Tokens).Sum(token => token * token), limits.Most, 1e-9);
        Assert.Equal(Enumerable.Range(0, Tokens).Sum(token => token * (Tokens - 1 - token)), limits.Least, 1e-9);
    }

    private static OrderSearch Search(int tokens, double[] drops) => new(tokens, (removed, _) => Task.FromResult<double[]>(
        [.. removed.ToArray().Chunk(tokens).Select(row => drops[row.Select((mark, token) => mark ? 1 << token : 0).Sum()])]));

    private static double Sum(int[] order, double[] drops)
    {
        double sum = 0;
        for (int count = 1; count < order.Length; count++)
        {
            sum += drops[order[..count].Sum(token => 1 << token)];
        }

        return sum;
    }

    private static IEnumerable<int[]> Orders(int[] tokens) => tokens.Length == 1
        ? [tokens]
        : tokens.SelectMany(first => Orders([.. tokens.Where(token => token != first)]).Select(rest => (int[])[first, .. rest]));
}
