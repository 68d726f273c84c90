using TextClassify.Forward;
using TextClassify.HiddenStates;
using TextClassify.Numerics;
using TextClassify.UnitTests.Forward;

namespace TextClassify.UnitTests.HiddenStates;

public sealed class ExpectedPredictionTests
{
    [Fact]
    public void WriteCumulative_KnownEvidence_AddsUpStepByStep()
    {
        float[] probabilities = new float[4];

        ExpectedPrediction.WriteCumulative([MathF.Log(3), 0, -MathF.Log(3), MathF.Log(4)], [0, 0], 1, probabilities);

        Assert.Equal([0.75f, 0.25f, 0.2f, 0.8f], probabilities, AreClose);
    }

    [Fact]
    public void WriteCumulative_LastStep_IsTheSoftmaxOfTheLogits()
    {
        var random = new Random(3);
        float[] evidence = [.. Enumerable.Range(0, 256 * 3).Select(_ => (random.NextSingle() - 0.5f) * 8)];
        float[] bias = [0.5f, -1, 0.25f];
        float[] logits = [.. bias.Select((b, label) => (float)(b + Enumerable.Range(0, 256).Sum(t => (double)evidence[(t * 3) + label])))];
        float[] expected = new float[3], steps = new float[evidence.Length];

        ExpectedPrediction.WriteCumulative(evidence, bias, 1.5, steps);
        Softmax.Write(logits, 1.5, expected);

        Assert.Equal(expected, steps[^3..], (left, right) => MathF.Abs(left - right) <= 1e-6f);
    }

    [Fact]
    public void WriteCumulative_ZeroEvidence_StaysAtTheBias()
    {
        float[] probabilities = new float[6];

        ExpectedPrediction.WriteCumulative(new float[6], [MathF.Log(3), 0], 1, probabilities);

        Assert.Equal([0.75f, 0.25f, 0.75f, 0.25f, 0.75f, 0.25f], probabilities, AreClose);
    }

    [Fact]
    public void WriteLocal_KnownLogits_TreatsEachStepAlone()
    {
        float[] probabilities = new float[4];

        ExpectedPrediction.WriteLocal([0, 0, 0, 2 * MathF.Log(4)], 2, 2, probabilities);

        Assert.Equal([0.5f, 0.5f, 0.2f, 0.8f], probabilities, AreClose);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task ComputeAsync_AdditiveModel_IsTheCumulativeReadingForEveryBlock(int blockRows)
    {
        var model = new AdditiveModel();
        int[] ids = [5, 2, 9, 2, 4, 1, 3];
        float[] cumulative = new float[ids.Length * 2];
        var result = (await model.RunAsync([ids], ForwardOutputs.Evidence, TestContext.Current.CancellationToken)).Results[0];
        ExpectedPrediction.WriteCumulative(result.Evidence, model.Bias.Span, 1.5, cumulative);

        float[] prefix = await PrefixPrediction.ComputeAsync(model, ids, 1.5, blockRows, TestContext.Current.CancellationToken);

        Assert.Equal(cumulative, prefix, AreClose);
    }

    private static bool AreClose(float left, float right) => MathF.Abs(left - right) <= 1e-6f;
}
