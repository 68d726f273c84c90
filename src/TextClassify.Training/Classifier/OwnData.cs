namespace TextClassify.Training.Classifier;

/// <summary>The recipe of a user's own file.</summary>
internal static class OwnData
{
    /// <summary>Small data need many epochs, and early stopping ends large ones in time.</summary>
    public static Recipe Recipe(string name, string file, string textColumn, string labelColumn) => new()
    {
        Name = name,
        Description = $"Trained on {Path.GetFileName(file)}.",
        Source = Path.GetFileName(file),
        Train = [file],
        TextColumn = textColumn,
        LabelColumn = labelColumn,
        MinCount = 1,
        LinearTerm = true,
        Training = new TrainingOptions { Epochs = 20, BatchSize = 32, Patience = 5 },
    };
}
