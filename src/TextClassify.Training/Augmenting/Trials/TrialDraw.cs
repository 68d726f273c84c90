namespace TextClassify.Training.Augmenting.Trials;

/// <summary>What the arms said of one draw's held rows, as classes.</summary>
/// <param name="Of">Which rows and settings it is of (<see cref="AugmentTrial.Name"/>).</param>
/// <param name="Size">Most rows of a label that were trained on.</param>
/// <param name="Seed">Of the draw.</param>
/// <param name="Truth">Of each held row.</param>
/// <param name="Said">Of each arm, by its name, of each held row.</param>
internal sealed record TrialDraw(string Of, int Size, int Seed, int[] Truth, IReadOnlyDictionary<string, int[]> Said)
{
    /// <summary>Share of held rows that an arm has right, 0 to 1.</summary>
    public double Accuracy(TrialArm arm) => Truth.Zip(Said[arm.Name]).Average(row => row.First == row.Second ? 1.0 : 0);
}
