using TextClassify.Training.Rows;
using TextClassify.Training.Steps;

namespace TextClassify.Training.Classifier;

/// <summary>How a classifier is trained.</summary>
internal sealed record TrainingOptions : RowTraining
{
    /// <summary>Of forward and backward passes.</summary>
    public PrecisionKind Precision { get; init; }

    /// <summary>Weight of ||A A' - I||^2 (Lin et al. 2017), mean over the batch.</summary>
    public double RedundancyPenalty { get; init; }

    /// <summary>Weight of the finer labels' loss beside the labels' own, when the recipe names a column of them.</summary>
    public double FinerLabelWeight { get; init; } = 1;

    /// <summary>Weight of what teachers said beside the rows' own labels, with <c>--lessons</c>.</summary>
    public double LessonWeight { get; init; } = 1;

    /// <summary>Share of the words that say nothing about the label replaced by others of them (<see cref="EvenWords"/>).</summary>
    public double WordExchange { get; init; }

    /// <summary>SMILES are written at random, anew each time that a row is read.</summary>
    public bool RandomWritings { get; init; }

    /// <summary>The last weights are kept and not those that were best on the development rows, which may be too few to tell.</summary>
    public bool KeepsLast { get; init; }

    /// <summary>What a row of each class counts, in the order of the labels; null where all count one.</summary>
    public IReadOnlyList<double>? ClassWeights { get; init; }

    /// <summary>Development evaluations an epoch.</summary>
    public int EvaluationsPerEpoch { get; init; } = 1;
}
