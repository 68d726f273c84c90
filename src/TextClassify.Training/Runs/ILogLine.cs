namespace TextClassify.Training.Runs;

/// <summary>One evaluation, as <c>train.jsonl</c> keeps it.</summary>
internal interface ILogLine
{
    /// <summary>Whether a run that goes on from this state leaves it as it is.</summary>
    bool IsWithin(TrainingState state);
}
