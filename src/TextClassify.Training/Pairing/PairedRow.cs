namespace TextClassify.Training.Pairing;

/// <summary>A row's true class and what each of two models said, as numbers of the same classes.</summary>
internal readonly record struct PairedRow(int Label, int First, int Second);
