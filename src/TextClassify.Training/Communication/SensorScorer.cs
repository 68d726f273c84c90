using TextClassify.Training.Nets.Communicating;
using static TorchSharp.torch;

namespace TextClassify.Training.Communication;

/// <summary>Measures a net of nodes on cases: messages lost by chance, the chance being the same for every net.</summary>
internal static class SensorScorer
{
    private const int BatchSize = 500;
    private const ulong Seed = 4_801;

    /// <param name="net">As it is.</param>
    /// <param name="recipe">Its recipe.</param>
    /// <param name="images">Of the cases.</param>
    /// <param name="cases">To measure on.</param>
    /// <param name="edgeLoss">Share of the messages that are lost.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    public static SensorFigures Score(
        CommunicatingNet net,
        SensorRecipe recipe,
        SensorImages images,
        IReadOnlyList<SensorCase> cases,
        double edgeLoss,
        CancellationToken cancellationToken)
    {
        using var frozen = no_grad();
        using var random = new Generator(Seed, CPU);
        double each = 0, first = 0, merged = 0, loss = 0, messages = 0;
        foreach (var part in cases.Chunk(BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var batch = SensorBatch.Of(recipe, images, part);
            var run = net.Forward(batch.Inputs, batch.Arrivals(edgeLoss, random, isHard: true));
            var right = run.Last.Own.argmax(2).eq(batch.Labels.unsqueeze(1)).to_type(ScalarType.Float32) * batch.Present;
            each += Sum(right.sum(1) / batch.Present.sum(1));
            first += Sum(right.select(1, 0));
            merged += Sum(run.Last.Merged.argmax(1).eq(batch.Labels).to_type(ScalarType.Float32));
            loss += part.Length * SensorLoss.OfAnswer(run.Last, batch, recipe.Training.Objective).item<float>();
            messages += Sum(run.Messages);
        }

        int count = cases.Count;
        return new(each / count, first / count, merged / count, loss / count, messages / count);
    }

    private static double Sum(Tensor values) => values.sum().item<float>();
}
