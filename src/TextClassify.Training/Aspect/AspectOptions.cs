namespace TextClassify.Training.Aspect;

/// <summary><c>options.json</c> of a run folder: all that made the run.</summary>
/// <param name="Recipe">As run.</param>
/// <param name="RecipeName">Its file.</param>
/// <param name="Vectors">File name of the word vectors the table started from; none when absent.</param>
/// <param name="Seed">Of weights, order and dropout.</param>
/// <param name="Threads">The same seed gives the same bits only with the same number.</param>
/// <param name="TrainTexts">Texts that were fit.</param>
/// <param name="TrainAspects">Aspects of those, whole texts counting as one each.</param>
/// <param name="DevTexts">Texts that were chosen on.</param>
/// <param name="LeftOut">Training texts left out because they are development texts as well.</param>
/// <param name="Commit">The commit the program was built from, or "unknown".</param>
internal sealed record AspectOptions(
    AspectRecipe Recipe,
    string RecipeName,
    string? Vectors,
    int Seed,
    int Threads,
    int TrainTexts,
    int TrainAspects,
    int DevTexts,
    int LeftOut,
    string Commit) : IRunOptions
{
    /// <summary>What made the base whose vectors the table started from; null for none.</summary>
    public string? Base { get; init; }
}
