using TextClassify.Training.Steps;

namespace TextClassify.Training.Loops;

/// <summary>An epoch, or a stretch of steps between two evaluations.</summary>
/// <param name="Batches">Each gives its loss when it is called; called once, in this order.</param>
/// <param name="Steps">Of the whole training: what the learning rate falls over.</param>
internal sealed record Turn(IReadOnlyList<Func<StepLoss>> Batches, int Steps);
