namespace TextClassify.Training.Evaluation;

/// <summary>What a classifier's package says of its run on the development rows, whether a row has one label or several.</summary>
internal interface IRunFigures
{
    int Seed { get; }

    Calibration Calibration { get; }

    /// <summary>What divides the logits.</summary>
    double Temperature => Calibration.Temperature;

    /// <summary>[C], where rows may have several labels; else null.</summary>
    IReadOnlyList<double>? Thresholds { get; }

    /// <summary>What must be known beside the figures, a sentence each.</summary>
    /// <param name="labels">Names in the order of the logits.</param>
    IEnumerable<string> Notes(IReadOnlyList<string> labels);
}
