namespace TextClassify.Training.Steps;

/// <summary>The loss left the numbers; the message is one sentence for the user.</summary>
internal sealed class TrainingDivergedException(string message) : Exception(message);
