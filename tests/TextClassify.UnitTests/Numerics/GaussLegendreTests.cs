using TextClassify.Numerics;

namespace TextClassify.UnitTests.Numerics;

public sealed class GaussLegendreTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(33)]
    [InlineData(128)]
    public void Write_Polynomials_IntegratesToDegreeTwiceTheNodesLessOne(int count)
    {
        double[] nodes = new double[count], weights = new double[count];

        GaussLegendre.Write(nodes, weights);

        for (int degree = 0; degree < 2 * count; degree++)
        {
            double integral = nodes.Zip(weights, (node, weight) => weight * Math.Pow(node, degree)).Sum();
            Assert.Equal(1.0 / (degree + 1), integral, 1e-13);
        }
    }

    [Fact]
    public void Write_TwoNodes_GivesTheKnownOnes()
    {
        double[] nodes = new double[2], weights = new double[2];

        GaussLegendre.Write(nodes, weights);

        Assert.Equal((1 - (1 / Math.Sqrt(3))) / 2, nodes[0], 1e-15);
        Assert.Equal((1 + (1 / Math.Sqrt(3))) / 2, nodes[1], 1e-15);
        Assert.Equal([0.5, 0.5], weights.Select(weight => Math.Round(weight, 14)));
    }

    [Fact]
    public void Write_TwoNodes_MissesDegreeFour()
    {
        double[] nodes = new double[2], weights = new double[2];

        GaussLegendre.Write(nodes, weights);

        Assert.NotEqual(0.2, nodes.Zip(weights, (node, weight) => weight * Math.Pow(node, 4)).Sum(), 1e-3);
    }
}
