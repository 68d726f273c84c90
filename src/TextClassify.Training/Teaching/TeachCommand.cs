using System.CommandLine;
using Spectre.Console;
using TextClassify.Training.Classifier;
using TextClassify.Training.Pretraining;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Teaching;

/// <summary>Lets packages say what they think of a recipe's texts, for a smaller net to learn.</summary>
internal static class TeachCommand
{
    // Of one step of the display: enough that neighbours of one length are a run without padding.
    private const int TextsAStep = 256;

    private static readonly Option<string[]> PackageOption = CommonOptions.Several(
        "--package", "Packages of the recipe's labels; what they say is averaged.", "DIR...");

    private static readonly Option<string> RecipeOption = CommonOptions.Recipe("A classifier's recipe: recipes/*.json.");
    private static readonly Option<string[]> TextsOption = CommonOptions.Several(
        "--texts", "More files of texts, whose labels are not read.", "FILE...");

    private static readonly Option<int> MostOption = NumberOption.Create(
        "--most", "Most texts of each of these files, drawn by a fixed seed.", 20_000, 1, 10_000_000);

    private static readonly Option<int> VariantsOption = NumberOption.Create(
        "--variants", "Changed texts of each of the recipe's, after Tang et al. (2019).", 0, 0, 1_000);

    private static readonly Option<string?> NearOption = CommonOptions.Optional(
        "--near", "A base, such as models/base, whose vectors say which words may stand in a word's place in a changed text.", "DIR");

    private static readonly Option<string?> DataOption = CommonOptions.Data();
    private static readonly Option<string> OutOption = CommonOptions.Required("--out", "The file to write.", "FILE");

    public static Command Create()
    {
        var command = new Command(
            "teach",
            """
            Let packages read a recipe's training texts, and others beside them, for train --lessons.

            Example:
              teach --package packages/question-minilm/1 --recipe recipes/trec.json --variants 8 --out runs/question.lessons.bin
            """)
        {
            PackageOption, RecipeOption, TextsOption, MostOption, VariantsOption, NearOption, DataOption, OutOption,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(PackageOption) is not { Length: > 0 })
            {
                result.AddError("teach needs --package, one or several.");
            }
        });
        command.SetAction((parsed, cancellationToken) => WriteAsync(parsed, AnsiConsole.Console, TimeProvider.System, cancellationToken));
        return command;
    }

    private static async Task WriteAsync(ParseResult parsed, IAnsiConsole console, TimeProvider time, CancellationToken cancellationToken)
    {
        var recipe = RecipeRules.File.Load(parsed.GetRequiredValue(RecipeOption));
        var data = RecipeData.Read(recipe, recipe.FindData(parsed.GetValue(DataOption)), cancellationToken);
        if (data.Labels.HasSets)
        {
            throw new DataException($"teach takes a recipe whose rows have one label; those of {recipe.Name} may have several.");
        }

        var more = new MoreTexts(
            recipe.TextColumn,
            parsed.GetValue(TextsOption) ?? [],
            parsed.GetValue(MostOption),
            parsed.GetValue(VariantsOption),
            parsed.GetValue(NearOption) is { } near ? new NearWords(new BaseFolder(near).Read().Vectors) : null);
        var texts = LessonTexts.Of(data, more, cancellationToken);
        float[][] logits = [.. texts.Select(_ => new float[data.Labels.Count])];
        string[] packages = parsed.GetValue(PackageOption)!;
        foreach (string path in packages)
        {
            using var package = await LabelTeacher.OpenAsync(path, data.Labels.Names, cancellationToken);
            int[] order = [.. Enumerable.Range(0, texts.Count).OrderBy(i => texts[i].Text.Length)];
            await CountDisplay.RunAsync(console, $"texts of {path}", [.. order.Chunk(TextsAStep)], StepAsync, time, cancellationToken);

            async Task StepAsync(int[] chunk, CancellationToken token) => await package.AddAsync(
                [.. chunk.Select(i => texts[i].Text)], [.. chunk.Select(i => logits[i])], 1f / packages.Length, token);
        }

        var lessons = texts.Zip(logits, (text, vector) => new Lesson(text.Text, text.Label, vector)).ToArray();
        string output = Path.GetFullPath(parsed.GetRequiredValue(OutOption));
        AtomicFile.Write(output, stream => LessonFile.Write(stream, data.Labels.Count, lessons));
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{lessons.Length:N0} texts with what was said of them: {output}."));
    }
}
