namespace TextClassify.Training.Evaluation;

/// <summary>How often a model is right, whether its rows have one label or several.</summary>
/// <param name="Accuracy">Share of rows whose label is the likeliest, or whose labels are all said and no others, 0..1.</param>
/// <param name="MacroF1">0..1.</param>
/// <param name="MicroF1">Of rows that may have several labels, 0..1; else null.</param>
internal readonly record struct Reach(double Accuracy, double MacroF1, double? MicroF1)
{
    /// <summary>What models are chosen by: few rows with several labels are right in all of them.</summary>
    public double Chosen => MicroF1 ?? Accuracy;

    /// <summary>At a half for each label, where there are several.</summary>
    public static Reach Of(LabelledLogits logits)
    {
        if (logits.Targets is null)
        {
            var matrix = new ConfusionMatrix(logits);
            return new(matrix.Accuracy, matrix.MacroF1, null);
        }

        var sets = new SetMatrix(logits);
        return new(sets.SubsetAccuracy, sets.MacroF1, sets.MicroF1);
    }
}
