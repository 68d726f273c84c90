namespace TextClassify.Training.Runs;

/// <summary>What every kind's <c>options.json</c> has.</summary>
internal interface IRunOptions
{
    /// <summary>Of weights, order and dropout. The development split has its own.</summary>
    int Seed { get; }
}
