using TextClassify.Training.Loops;

namespace TextClassify.Training.Kinds;

/// <summary>A run of whatever kind, ready to be trained.</summary>
internal interface IRunner
{
    /// <summary>The recipe's name.</summary>
    string Name { get; }

    /// <summary>What a person should know of the data, a sentence each.</summary>
    IReadOnlyList<string> Notes { get; }

    /// <summary>Trains into the folder, or reads it when the run is already done, and gives what was reached, a sentence each.</summary>
    IReadOnlyList<string> Train(RunFolder folder, TrainingWatch<string> watch, TimeProvider time, CancellationToken cancellationToken);
}
