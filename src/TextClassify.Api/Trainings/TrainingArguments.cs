namespace TextClassify.Api.Trainings;

/// <summary>The command line of a run. Nothing a caller wrote stands at the start of an argument, where it could be an option.</summary>
internal static class TrainingArguments
{
    private const string Base = "base";

    /// <param name="request">What was asked for.</param>
    /// <param name="version">The version it becomes.</param>
    /// <param name="folder">Of the run.</param>
    /// <param name="file">The rows.</param>
    /// <param name="modelsFolder">Where the base is looked for that tables and nets start from.</param>
    public static IReadOnlyList<string> Of(
        TrainingRequest request, string version, TrainingFolder folder, string file, string modelsFolder)
    {
        string start = Path.Combine(modelsFolder, Base);
        return
        [
            "train",
            $"--csv={file}",
            $"--text={request.TextColumn}",
            $"--label={request.LabelColumn}",
            $"--name={request.Name}",
            $"--version={version}",
            $"--out={folder.Run}",
            $"--publish={folder.Packages}",
            $"--progress-json={folder.Progress}",
            "--end-with-input",
            .. File.Exists(Path.Combine(start, "base.json")) ? [$"--base={start}"] : (string[])[],
            .. request.Quick ? ["--quick"] : (string[])[],
            .. request.ClassWeights ? ["--class-weights"] : (string[])[],
            .. request.Maps ? [] : (string[])["--no-maps"],
        ];
    }
}
