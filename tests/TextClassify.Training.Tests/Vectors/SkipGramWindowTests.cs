using TextClassify.Training.Vectors;

namespace TextClassify.Training.Tests.Vectors;

public sealed class SkipGramWindowTests
{
    // The step must be one of gradient descent on the loss: a small step lowers it by rate * |gradient|^2, found by differences.
    [Fact]
    public void Step_SmallRate_FollowsTheNumericGradient()
    {
        const int Width = 5;
        const float Rate = 1e-3f;
        const float Step = 1e-2f;
        var random = new Random(3);
        float[] input = Values(4 * Width);
        float[] output = Values(6 * Width);
        int[] context = [2, 0, 3];
        int[] targets = [5, 1, 4];
        var window = new SkipGramWindow(input, output, Width, maxContext: 4, maxTargets: 4);
        int pairs = context.Length * targets.Length;
        double[] expectedInput = [.. Enumerable.Range(0, input.Length).Select(i => input[i] - (Rate * Slope(input, i)))];
        double[] expectedOutput = [.. Enumerable.Range(0, output.Length).Select(i => output[i] - (Rate * Slope(output, i)))];

        window.Step(context, targets, Rate);

        Assert.All(Enumerable.Range(0, input.Length), i => Assert.Equal(expectedInput[i], input[i], 1e-6));
        Assert.All(Enumerable.Range(0, output.Length), i => Assert.Equal(expectedOutput[i], output[i], 1e-6));

        double Slope(float[] table, int i)
        {
            float kept = table[i];
            table[i] = kept + Step;
            double up = window.Loss(context, targets);
            table[i] = kept - Step;
            double down = window.Loss(context, targets);
            table[i] = kept;
            return pairs * (up - down) / (2 * Step);
        }

        float[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
    }
}
