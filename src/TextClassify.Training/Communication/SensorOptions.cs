namespace TextClassify.Training.Communication;

/// <summary><c>options.json</c> of a run folder: all that made the run.</summary>
/// <param name="Recipe">As run.</param>
/// <param name="RecipeName">Its file.</param>
/// <param name="Seed">Of weights, cases and what is lost in training.</param>
/// <param name="Threads">The same seed gives the same bits only with the same number.</param>
/// <param name="TrainImages">Images that training cases are drawn from.</param>
/// <param name="DevImages">Images set aside.</param>
/// <param name="Commit">The commit the program was built from, or "unknown".</param>
internal sealed record SensorOptions(
    SensorRecipe Recipe, string RecipeName, int Seed, int Threads, int TrainImages, int DevImages, string Commit) : IRunOptions;
