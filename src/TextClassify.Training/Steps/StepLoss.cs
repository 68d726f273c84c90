using Tensor = TorchSharp.torch.Tensor;

namespace TextClassify.Training.Steps;

/// <summary>The forward pass of one batch.</summary>
/// <param name="Loss">What the step makes smaller.</param>
/// <param name="Units">Tokens or characters that were read.</param>
internal sealed record StepLoss(Tensor Loss, int Units)
{
    /// <summary>Where a table of words is trained beside the net: the rows that the batch gathered from it.</summary>
    public GatheredWords? Words { get; init; }

    /// <summary>Called once the gradients are there, for what the next step goes on from.</summary>
    public Action? Carry { get; init; }
}

/// <param name="Batch">Names the rows.</param>
/// <param name="Embedded">x, [T,B,D]; the table's gradient comes back through it.</param>
internal readonly record struct GatheredWords(TokenBatch Batch, Tensor Embedded);
