namespace TextClassify.Training.Pretraining;

/// <summary><c>options.json</c> of a run folder: all that made the run.</summary>
internal sealed record BaseOptions(
    BaseRecipe Recipe, string RecipeName, string Vectors, int Seed, int Threads, int TrainTexts, int DevTexts, string Commit) : IRunOptions;
