using TextClassify.HiddenStates.Projection;

namespace TextClassify.UnitTests.HiddenStates.Projection;

public sealed class PrincipalPlaneTests
{
    [Fact]
    public void Of_StatesOnTwoAxes_FindsThemByVariance()
    {
        // Variance 8 along (1, 1, 0), 2 along (0, 0, 1); the mean is (1, 1, 5).
        float[] states = [3, 3, 5, -1, -1, 5, 1, 1, 7, 1, 1, 3];

        var plane = PrincipalPlane.Of(states, 3, Clouds.Work);

        float half = MathF.Sqrt(0.5f);
        Assert.Equal([1, 1, 5], plane.Mean);
        Assert.Equal([half, half, 0], plane.First, Near);
        Assert.Equal([0, 0, 1], plane.Second, Near);
        Assert.Equal(2 / 3.0, plane.Shares.First, 1e-6);
        Assert.Equal(1 / 3.0, plane.Shares.Second, 1e-6);
        Assert.Equal((2 * MathF.Sqrt(2), 0), Rounded(plane.Project([3, 3, 5])));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Of_FewUnits_HasFiniteAxes(int width)
    {
        var plane = PrincipalPlane.Of(new float[5 * width], width, Clouds.Work);

        Assert.Equal((0, 0), plane.Project(new float[width]));
        Assert.Equal((0, 0), plane.Shares);
    }

    [Fact]
    public void Decompose_SymmetricMatrix_GivesItBack()
    {
        const int Width = 12;
        var random = new Random(5);
        double[] matrix = new double[Width * Width];
        for (int i = 0; i < Width; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                matrix[(i * Width) + j] = matrix[(j * Width) + i] = random.NextDouble() - 0.5;
            }
        }

        double[] rotated = [.. matrix];
        double[] vectors = SymmetricEigen.Decompose(rotated, Width);

        for (int i = 0; i < matrix.Length; i++)
        {
            var (row, column) = (i / Width, i % Width);
            double value = Enumerable.Range(0, Width).Sum(axis =>
                rotated[(axis * Width) + axis] * vectors[(axis * Width) + row] * vectors[(axis * Width) + column]);
            Assert.Equal(matrix[i], value, 1e-10);
        }
    }

    private static bool Near(float x, float y) => Math.Abs(x - y) < 1e-6;

    private static (float, float) Rounded((float X, float Y) place) => (place.X, MathF.Round(place.Y, 5));
}
