namespace TextClassify.Training.Translation;

/// <summary><c>options.json</c> of a run folder: all that made the run.</summary>
internal sealed record TranslatorOptions(
    TranslatorRecipe Recipe, string RecipeName, int Seed, int Threads, int TrainPairs, int DevPairs, int LeftOut, string Commit)
    : IRunOptions;
