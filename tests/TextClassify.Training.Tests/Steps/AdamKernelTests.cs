using TextClassify.Training.Steps;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Steps;

public sealed class AdamKernelTests
{
    // 37 values: whole vectors and a rest on every processor.
    private const int Size = 37;

    [Fact]
    public void Update_ManySteps_IsTorchsAdamW()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var parameter = randn(Size).requires_grad_(true);
        float[] values = [.. parameter.data<float>()];
        float[] first = new float[Size], second = new float[Size];
        var torchs = optim.AdamW([new TorchSharp.Modules.Parameter(parameter)], lr: 0.01, weight_decay: 0.1);
        var theirs = torchs.parameters().Single();

        for (int step = 1; step <= 20; step++)
        {
            var gradient = randn(Size);
            theirs.grad = gradient.clone();
            torchs.step();
            AdamKernel.Update(values, first, second, [.. gradient.data<float>()], scale: 1, step, rate: 0.01f, decay: 0.1f);
        }

        float[] expected = [.. theirs.data<float>()];
        Assert.All(values.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
    }

    [Fact]
    public void Update_Scale_IsThatOfTheGradient()
    {
        float[] half = [1, 2, 3], whole = [1, 2, 3];
        float[] gradient = [0.4f, -0.2f, 1e-3f];
        float[] halved = [0.2f, -0.1f, 5e-4f];

        AdamKernel.Update(half, new float[3], new float[3], gradient, scale: 0.5f, step: 1, rate: 0.1f, decay: 0);
        AdamKernel.Update(whole, new float[3], new float[3], halved, scale: 1, step: 1, rate: 0.1f, decay: 0);

        Assert.Equal(whole, half);
    }
}
