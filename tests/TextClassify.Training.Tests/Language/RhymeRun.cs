using TextClassify.Training.Language;
using TextClassify.Training.Loops;
using TextClassify.Training.Nets;
using TextClassify.Training.Runs;
using TextClassify.Training.Tests.Data;

namespace TextClassify.Training.Tests.Language;

/// <summary>Two rhymes, learnt within 150 steps.</summary>
internal static class RhymeRun
{
    private static readonly LanguageData Rhyme = new(
        [.. Enumerable.Repeat("abcabcabcabc", 40), .. Enumerable.Repeat("cbacbacba", 40)], ["abcabcabcabc", "cbacbacba"]);

    public static PreparedLanguage Prepare(LanguageRecipe recipe) =>
        new(recipe, Rhyme, new RunSource("rhyme.json", Vectors: null, Seed: 3, Threads: 1));

    public static RunFolder Folder(TemporaryFolder folder, string name) => new(Path.Combine(folder.Root, name));

    public static LanguageReport Execute(TemporaryFolder folder, string name, LanguageRecipe recipe, Action? onLine = null) =>
        TrainingRun.Execute(
            Prepare(recipe),
            Folder(folder, name),
            new() { OnLine = (_, _) => onLine?.Invoke() },
            TimeProvider.System,
            TestContext.Current.CancellationToken);

    public static LanguageRecipe Recipe(TransitionKind transition, CompositionKind composition, int steps) => new()
    {
        Name = "rhyme",
        Description = "Two rhymes.",
        Source = "Made here.",
        Train = ["rhyme.jsonl"],
        MinCount = 1,
        Net = new CharacterNetOptions
        {
            Transition = transition,
            EmbeddingWidth = 6,
            StateWidth = 16,
            Zones = new() { Count = 2, Width = 8, Composed = 2, FeedForwardWidth = 12, Composition = composition },
        },
        Training = new LanguageTraining { Streams = 8, Window = 12, Steps = steps, LearningRate = 0.02, EvaluateEvery = 8 },
    };
}
