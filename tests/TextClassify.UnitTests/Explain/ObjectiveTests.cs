using CsCheck;
using TextClassify.Explain;
using TextClassify.Explain.Parameters;

namespace TextClassify.UnitTests.Explain;

public sealed class ObjectiveTests
{
    private static readonly Gen<(float[] Logits, Objective Objective)> Any =
        from logits in Gen.Float[-4, 4].Array[2, 6]
        from target in Gen.Int[0, logits.Length - 1]
        from foil in Gen.Int[-1, logits.Length - 1]
        from output in Gen.Enum<OutputSpace>()
        from temperature in Gen.Double[0.5, 3]
        from independent in Gen.Bool
        select (logits, new Objective(new Contrast(target, foil < 0 || foil == target ? null : foil), output, temperature, independent));

    // z / T = 1/3, -2/3, -1/3: exp gives 1.395612, 0.513417, 0.716531, together 2.625560.
    [Theory]
    [InlineData(OutputSpace.Logit, null, 1)]
    [InlineData(OutputSpace.Logit, 1, 3)]
    [InlineData(OutputSpace.Probability, null, 0.531548)]
    [InlineData(OutputSpace.Probability, 1, 0.336003)]
    [InlineData(OutputSpace.LogOdds, null, 0.126361)]
    [InlineData(OutputSpace.LogOdds, 1, 1)]
    [InlineData(OutputSpace.LogProbability, null, -0.631961)]
    [InlineData(OutputSpace.LogProbability, 1, 1)]
    public void Of_ByHand_IsTheNumberThatIsNamed(OutputSpace output, int? foil, double expected) =>
        Assert.Equal(expected, new Objective(new Contrast(0, foil), output, Temperature: 3).Of([1, -2, -1]), 1e-5);

    // z / T = 1/3, -2/3: sigmoid gives 0.582570, 0.339244.
    [Theory]
    [InlineData(OutputSpace.Logit, null, 1)]
    [InlineData(OutputSpace.Probability, null, 0.582570)]
    [InlineData(OutputSpace.Probability, 1, 0.243326)]
    [InlineData(OutputSpace.LogOdds, null, 0.333333)]
    [InlineData(OutputSpace.LogOdds, 1, 1)]
    [InlineData(OutputSpace.LogProbability, null, -0.540306)]
    [InlineData(OutputSpace.LogProbability, 1, 0.540731)]
    public void Of_IndependentLabels_HangsOnTheTargetAlone(OutputSpace output, int? foil, double expected)
    {
        var objective = new Objective(new Contrast(0, foil), output, Temperature: 3, Independent: true);

        Assert.Equal(expected, objective.Of([1, -2, -1]), 1e-5);
        Assert.Equal(expected, objective.Of([1, -2, 7]), 1e-5);
    }

    [Fact]
    public void HasConstantSlope_AnyObjective_SaysWhetherTheSlopeHangsOnTheLogits() => Any.Sample(any =>
    {
        float[] here = new float[any.Logits.Length], there = new float[any.Logits.Length];
        any.Objective.WriteSlope(any.Logits, here);
        any.Objective.WriteSlope([.. any.Logits.Select((logit, label) => logit + label + 1)], there);
        return !any.Objective.HasConstantSlope || here.SequenceEqual(there);
    });

    [Fact]
    public void Of_LargeLogits_StayFinite()
    {
        Assert.Equal(-3000, new Objective(new Contrast(0, null), OutputSpace.LogProbability, 1, Independent: true).Of([-3000, 0]), 1e-9);
        Assert.Equal(1, new Objective(new Contrast(0, null), OutputSpace.Probability, 1).Of([3000, -3000]), 1e-12);
        Assert.Equal(6000, new Objective(new Contrast(0, null), OutputSpace.LogOdds, 1).Of([3000, -3000]), 1e-9);
    }

    [Fact]
    public void WriteSlope_AnyObjective_AgreesWithDifferences() => Any.Sample(any =>
    {
        float[] slope = new float[any.Logits.Length];
        any.Objective.WriteSlope(any.Logits, slope);
        for (int k = 0; k < slope.Length; k++)
        {
            float[] above = [.. any.Logits], below = [.. any.Logits];
            above[k] += 0.0078125f;
            below[k] -= 0.0078125f;
            double difference = (any.Objective.Of(above) - any.Objective.Of(below)) / ((double)above[k] - below[k]);
            Assert.Equal(difference, slope[k], 2e-3);
        }
    });
}
