using System.CommandLine;
using TextClassify.Training.Loops;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Kinds;

/// <summary>
/// A kind of model as commands and tests know it. A kind is a folder with one of these, what it trains (<see cref="IPreparedRun{TOptions,
/// TLine, TReport}"/>) and what it packages (<see cref="IPublication"/>).
/// </summary>
internal interface ITrainingKind
{
    /// <summary>In the names of its commands, <c>train-NAME</c> and <c>package-NAME</c>.</summary>
    string Name { get; }

    Command Train();

    Command Package();

    /// <exception cref="DataException">The recipe or its data can't be used.</exception>
    IRunner Prepare(RunRequest request, CancellationToken cancellationToken);

    /// <summary>Where the data of a run are, for its package.</summary>
    /// <exception cref="DataException">The folder is not there.</exception>
    string FindData(RunFolder run, string? option) => DataFolder.Resolve(option);

    /// <exception cref="DataException">The run ships nothing, or can't be used.</exception>
    IPublication Publication(PublishRequest request, CancellationToken cancellationToken);
}
