using TextClassify.HiddenStates.Projection;

namespace TextClassify.UnitTests.HiddenStates.Projection;

public sealed class TsneTests
{
    private const int Clusters = 3;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void WriteGradient_AnyPlace_IsTheDifferenceOfTheDivergence(int exaggeration)
    {
        var (affinities, _, _) = Start(40);
        var random = new Random(3);
        float[] xs = [.. Enumerable.Range(0, 40).Select(_ => random.NextSingle() * 6)];
        float[] ys = [.. Enumerable.Range(0, 40).Select(_ => random.NextSingle() * 6)];
        float[] gradientX = new float[40], gradientY = new float[40], onceX = new float[40], onceY = new float[40];
        var objective = new TsneObjective(affinities, Clouds.Work);

        objective.WriteGradient(xs, ys, exaggeration, gradientX, gradientY);
        objective.WriteGradient(xs, ys, 1, onceX, onceY);

        // The attraction is linear in the exaggeration, so differences at 1 and the step from 1 to it say all.
        const float Step = 1 / 64f;
        for (int point = 0; point < 40; point += 7)
        {
            double difference = Slope(objective, xs, ys, xs, point, Step);
            Assert.Equal(difference, onceX[point], 2e-4);
            Assert.Equal(Slope(objective, xs, ys, ys, point, Step), onceY[point], 2e-4);
            Assert.Equal(onceX[point] + ((exaggeration - 1) * Attraction(affinities, xs, ys, point)), gradientX[point], 1e-5);
        }
    }

    [Fact]
    public void Run_KnownClusters_KeepsThemApart()
    {
        var (affinities, xs, ys) = Start(150);

        double divergence = Tsne.Run(affinities, xs, ys, new TsneOptions(), Clouds.Work);

        float[] pairs = [.. xs.Zip(ys, (x, y) => new[] { x, y }).SelectMany(pair => pair)];
        var near = NearestStates.FindOthers(StateTable.Of(pairs, 2), pairs, 10, Clouds.Work);
        Assert.All(
            Enumerable.Range(0, 150),
            row => Assert.All(near.IdsOf(row).ToArray(), other => Assert.Equal(row % Clusters, other % Clusters)));
        Assert.InRange(divergence, 0, 1);
        Assert.Equal(0, xs.Average(), 1e-3);
    }

    [Fact]
    public void Run_TwiceAndWithOtherThreads_GivesTheSameBits()
    {
        var (affinities, firstX, firstY) = Start(300);
        float[] secondX = [.. firstX], secondY = [.. firstY];
        var options = new TsneOptions { ExaggeratedIterations = 60, Iterations = 60 };

        double first = Tsne.Run(affinities, firstX, firstY, options, new ParallelOptions { MaxDegreeOfParallelism = 1 });
        double second = Tsne.Run(affinities, secondX, secondY, options, Clouds.Work);

        Assert.Equal(firstX, secondX);
        Assert.Equal(firstY, secondY);
        Assert.Equal(first, second);
    }

    [Fact]
    public void Run_StatesThatAreAllOne_StaysFinite()
    {
        float[] states = new float[40 * 4];
        var graph = NearestStates.FindOthers(StateTable.Of(states, 4), states, 15, Clouds.Work);
        float[] xs = new float[40], ys = new float[40];

        double divergence = Tsne.Run(Affinities.Of(graph, 5, Clouds.Work), xs, ys, new TsneOptions(), Clouds.Work);

        Assert.True(double.IsFinite(divergence));
        Assert.All(xs.Concat(ys), value => Assert.True(float.IsFinite(value)));
    }

    private static (Affinities Affinities, float[] X, float[] Y) Start(int count)
    {
        float[] states = Clouds.Of(count, 8, Clusters);
        var graph = NearestStates.FindOthers(StateTable.Of(states, 8), states, 30, Clouds.Work);
        var plane = PrincipalPlane.Of(states, 8, Clouds.Work);
        (float X, float Y)[] projected = [.. Enumerable.Range(0, count).Select(row => plane.Project(states.AsSpan(row * 8, 8)))];
        return (Affinities.Of(graph, 10, Clouds.Work), [.. projected.Select(place => place.X)], [.. projected.Select(place => place.Y)]);
    }

    private static double Slope(TsneObjective objective, float[] xs, float[] ys, float[] moved, int point, float step)
    {
        float here = moved[point];
        moved[point] = here + step;
        double above = objective.Divergence(xs, ys);
        moved[point] = here - step;
        double below = objective.Divergence(xs, ys);
        moved[point] = here;
        return (above - below) / (2 * step);
    }

    private static double Attraction(Affinities affinities, float[] xs, float[] ys, int point)
    {
        double sum = 0;
        for (int i = 0; i < affinities.IdsOf(point).Length; i++)
        {
            int other = affinities.IdsOf(point)[i];
            double x = xs[point] - xs[other], y = ys[point] - ys[other];
            sum += 4 * affinities.ValuesOf(point)[i] * x / (1 + (x * x) + (y * y));
        }

        return sum;
    }
}
