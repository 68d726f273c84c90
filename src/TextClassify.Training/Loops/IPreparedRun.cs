using TorchSharp;

namespace TextClassify.Training.Loops;

/// <summary>A recipe and its data, made ready to be trained. Needs no Torch before it is begun.</summary>
/// <typeparam name="TOptions">What the run folder keeps of how it was made.</typeparam>
/// <typeparam name="TLine">An evaluation, as the log keeps it.</typeparam>
/// <typeparam name="TReport">What the final net reaches.</typeparam>
internal interface IPreparedRun<TOptions, TLine, TReport>
    where TOptions : IRunOptions
    where TLine : ILogLine
{
    TOptions Options { get; }

    void WriteVocabulary(Stream stream);

    /// <summary>Begins anew every time: what is trained is the trainee's own.</summary>
    /// <param name="random">The run's own: draws the weights, and in training what is left out.</param>
    ITrainee<TLine, TReport> Begin(torch.Generator random);
}
