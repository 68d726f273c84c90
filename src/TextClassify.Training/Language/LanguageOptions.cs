namespace TextClassify.Training.Language;

/// <summary><c>options.json</c> of a run folder: all that made the run.</summary>
internal sealed record LanguageOptions(
    LanguageRecipe Recipe, string RecipeName, int Seed, int Threads, int TrainTexts, int DevTexts, string Commit) : IRunOptions;
