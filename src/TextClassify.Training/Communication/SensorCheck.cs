using TextClassify.Training.Checking;
using TextClassify.Training.Nets.Communicating;
using static TorchSharp.torch;

namespace TextClassify.Training.Communication;

/// <summary>The check of a step of a net of nodes.</summary>
internal static class SensorCheck
{
    private const int Rows = 16;

    public static StepCheckReport Run(CommunicatingNet net, SensorRecipe recipe, SensorImages images, TimeProvider time)
    {
        var draws = StepRows.Draws();
        using var scope = NewDisposeScope();
        SensorCase[] cases = [.. Enumerable.Range(0, Rows).Select(_ => SensorCase.Draw(recipe, images, drop: 0, draws))];
        var batch = SensorBatch.Of(recipe, images, cases);
        using var random = new Generator(0, CPU);
        using var copy = Create(recipe, random);
        return StepCheck.Run(net, copy, Loss, time);

        Tensor Loss(CommunicatingNet checkedNet)
        {
            var type = checkedNet.Weights[0].Value.dtype;
            var cast = batch with { Inputs = batch.Inputs.to_type(type), Present = batch.Present.to_type(type) };
            return SensorLoss.Of(checkedNet, cast, new Arrivals(cast.Present), recipe.Training);
        }
    }

    public static CommunicatingNet Create(SensorRecipe recipe, Generator random)
    {
        int width = recipe.Centralised ? recipe.Nodes * recipe.Width : recipe.Width;
        return new(recipe.Net, width, recipe.NetNodes, recipe.Classes, random);
    }
}
