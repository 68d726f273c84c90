using System.CommandLine;
using Spectre.Console;
using TextClassify.Training.Native;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Kinds;

/// <summary>The command that trains a kind from a recipe.</summary>
/// <param name="Summary">What the help says, with an example.</param>
/// <param name="Recipe">Which recipes there are.</param>
/// <param name="Seed">What the seed decides.</param>
internal sealed record TrainVerb(string Summary, string Recipe, string Seed)
{
    /// <summary>The table of words can start from word vectors.</summary>
    public bool TakesVectors { get; init; }

    /// <summary>The table of words can start from a base's.</summary>
    public bool TakesBase { get; init; }

    /// <summary>A bar, or a line every ten seconds where there is no terminal, goes on between evaluations.</summary>
    public bool ShowsProgress { get; init; } = true;

    public Command Create(ITrainingKind kind)
    {
        var recipe = CommonOptions.Recipe(Recipe);
        var data = CommonOptions.Data();
        var vectors = TakesVectors ? CommonOptions.Vectors() : null;
        var start = TakesBase ? CommonOptions.Optional("--base", "What the table of words starts from: models/base.", "DIR") : null;
        var seed = CommonOptions.Seed(Seed);
        var output = CommonOptions.RunFolder();
        var threads = CommonOptions.Threads();
        var command = new Command($"train-{kind.Name}", Summary);
        foreach (var option in (Option?[])[recipe, data, vectors, start, seed, output, threads])
        {
            if (option is not null)
            {
                command.Add(option);
            }
        }

        command.SetAction((parsed, cancellationToken) =>
        {
            var request = new RunRequest(
                parsed.GetRequiredValue(recipe),
                DataFolder.Resolve(parsed.GetValue(data)),
                vectors is null ? null : parsed.GetValue(vectors),
                parsed.GetValue(seed),
                parsed.GetValue(threads))
            {
                Base = start is null ? null : parsed.GetValue(start),
            };
            var runner = kind.Prepare(request, cancellationToken);
            var folder = FolderOf(parsed.GetValue(output), runner.Name, request.Seed);
            Train(AnsiConsole.Console, runner, folder, request.Threads, ShowsProgress, ProgressFile.None, cancellationToken);
            return Task.CompletedTask;
        });
        return command;
    }

    public static RunFolder FolderOf(string? option, string name, int seed) =>
        new(Path.GetFullPath(option ?? Path.Combine("runs", $"{name}-{seed}")));

    /// <summary>Trains with a display on the console, and tells whoever reads the file.</summary>
    public static void Train(
        IAnsiConsole console,
        IRunner runner,
        RunFolder folder,
        int threads,
        bool showsProgress,
        ProgressFile progress,
        CancellationToken cancellationToken)
    {
        foreach (string note in runner.Notes)
        {
            console.WriteLine(note);
        }

        TorchLoader.Load(threads);
        var sentences = TrainingDisplay.Run(
            console,
            TimeProvider.System,
            showsProgress,
            watch => runner.Train(folder, progress.Beside(watch), TimeProvider.System, cancellationToken));
        foreach (string sentence in sentences)
        {
            console.WriteLine(sentence);
        }
    }
}
