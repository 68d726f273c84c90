namespace TextClassify.Training.Augmenting.Trials;

/// <summary>What <c>augment --try</c> was asked for.</summary>
/// <param name="Sizes">Rows a label to train on.</param>
/// <param name="Draws">Of rows, for each size.</param>
/// <param name="Arms">To compare, the chosen one among them.</param>
/// <param name="IsQuick">Trainings read about a third as much.</param>
/// <param name="Points">File that keeps the draws; null for none.</param>
internal sealed record TrialOptions(IReadOnlyList<int> Sizes, int Draws, IReadOnlyList<TrialArm> Arms, bool IsQuick, string? Points);
