namespace TextClassify.Training.Loops;

/// <summary>An evaluation on development data.</summary>
/// <param name="Accuracy">By which the best weights are chosen, 0..1; 0 where the last are kept.</param>
/// <param name="Loss">The tie-breaker.</param>
/// <param name="Line">The log's line, from what the loop knows of the steps.</param>
internal sealed record Measurement<TLine>(double Accuracy, double Loss, Func<StepFigures, TLine> Line);

/// <summary>What the loop knows at an evaluation.</summary>
/// <param name="Turn">From 1.</param>
/// <param name="Step">Optimizer steps so far.</param>
/// <param name="TrainLoss">Mean since the last evaluation, in nats, penalties included.</param>
/// <param name="Best">It is the best so far, and its weights are kept.</param>
/// <param name="LearningRate">Of the last step.</param>
/// <param name="UnitsPerSecond">Of the training steps since the last evaluation.</param>
/// <param name="Seconds">Since this process began training.</param>
internal sealed record StepFigures(
    int Turn, int Step, double TrainLoss, bool Best, double LearningRate, double UnitsPerSecond, double Seconds);
