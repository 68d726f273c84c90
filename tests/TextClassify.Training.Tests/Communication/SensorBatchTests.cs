using TextClassify.Training.Communication;
using TextClassify.Training.Tests.Nets.Communicating;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Communication;

public sealed class SensorBatchTests
{
    /// <summary>Columns 0 to 2, 3 to 5 and 6 of one image: a strip that ends early ends in zeros.</summary>
    [Fact]
    public void Of_Strips_CutsColumnsByNode()
    {
        using var scope = NewDisposeScope();
        float[] pixels = [.. Enumerable.Range(0, 49).Select(pixel => (float)pixel)];
        var images = new SensorImages(7, pixels, [3]);
        var recipe = SmallSensors.Recipe(SensorTask.Strips);

        var batch = SensorBatch.Of(recipe, images, [new SensorCase([0, 0, 0], [true, true, true], 3)]);

        Assert.Equal([7, 1, 3, 3], batch.Inputs.shape);
        Assert.Equal([7, 8, 9, 10, 11, 12, 13, 0, 0], CommunicatingNetTests.Numbers(batch.Inputs[1]));
        Assert.Equal([3], batch.Labels.data<long>());
    }

    /// <summary>One node reads the same numbers as the nodes do, a missing one's as zeros, and is there itself.</summary>
    [Theory]
    [InlineData(SensorTask.Highest)]
    [InlineData(SensorTask.Strips)]
    public void Of_Centralised_ReadsWhatTheNodesRead(SensorTask task)
    {
        using var scope = NewDisposeScope();
        var images = SmallSensors.Images();
        var recipe = SmallSensors.Recipe(task);
        SensorCase[] cases = [new([4, 4, 4], [true, false, true], 0), new([4, 4, 4], [true, true, true], 0)];

        var apart = SensorBatch.Of(recipe, images, cases);
        var together = SensorBatch.Of(recipe with { Centralised = true }, images, cases);

        Assert.Equal([1, 0, 1, 1, 1, 1], CommunicatingNetTests.Numbers(apart.Present));
        Assert.Equal([1, 1], CommunicatingNetTests.Numbers(together.Present));
        Assert.Equal([7, 2, 1, 3 * recipe.Width], together.Inputs.shape);
        Assert.Equal(CommunicatingNetTests.Numbers(apart.Inputs), CommunicatingNetTests.Numbers(together.Inputs));
        Assert.All(CommunicatingNetTests.Numbers(apart.Inputs[0][0][1]), pixel => Assert.Equal(0, pixel));
    }
}
