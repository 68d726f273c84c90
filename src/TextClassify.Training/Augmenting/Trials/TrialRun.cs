using Spectre.Console;
using TextClassify.Training.Augmenting.Texts;
using TextClassify.Training.Native;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Augmenting.Trials;

/// <summary>Runs the learning curve of <c>augment --try</c> and prints it.</summary>
internal static class TrialRun
{
    public static async Task WriteAsync(
        DataSet data,
        TextOptions options,
        TrialOptions asked,
        IAnsiConsole console,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        BadRowReport.Write(console, data);
        data.ThrowIfEmpty("try");
        if (data.HasLabelSets)
        {
            throw new DataException("augment takes rows with one label; those of this file may have several.");
        }

        TorchLoader.Load(threads: 1);
        var start = OtherWords.BaseOf(options);
        var trial = new AugmentTrial(data.Rows, options, start, OtherWords.Of(start, options), asked.IsQuick, time);
        var sizes = trial.SizesOf(asked.Sizes);
        if (sizes.Count == 0)
        {
            throw new DataException(
                $"{data.Rows.Count} rows are too few to try: with {asked.Sizes[0]} a label to train on, fewer than 50 are left to measure "
                + "on.");
        }

        // One seed of all sizes before the next, so that what a stopped trial has is of all.
        var file = asked.Points is { } points ? new LineFile<TrialDraw>(points) : null;
        var draws = Kept(file, trial.Name, asked).Where(draw => sizes.Contains(draw.Size)).ToList();
        (int Size, int Seed)[] runs =
        [
            .. Enumerable.Range(1, asked.Draws).SelectMany(seed => sizes.Select(size => (size, seed)))
                .Where(run => !draws.Exists(draw => (draw.Size, draw.Seed) == run)),
        ];
        await CountDisplay.RunAsync(console, $"draws, {asked.Arms.Count} trainings each", runs, RunAsync, time, cancellationToken);
        TrialSize[] results =
        [
            .. sizes.Select(size => TrialSize.Of(
                size, [.. draws.Where(draw => draw.Size == size)], asked.Arms, trial.Classes, cancellationToken)),
        ];
        await console.Profile.Out.Writer.WriteLineAsync(TrialTable.Of(results, asked.Draws).AsMemory(), cancellationToken);
        console.WriteLine(TrialSize.Verdict(results));

        async Task RunAsync((int Size, int Seed) run, CancellationToken token)
        {
            var draw = await trial.RunAsync(run.Size, run.Seed, asked.Arms, token);
            file?.Append(draw);
            draws.Add(draw);
        }
    }

    private static IEnumerable<TrialDraw> Kept(LineFile<TrialDraw>? file, string trial, TrialOptions asked)
    {
        var draws = file?.Read() ?? [];
        if (draws.Any(draw => draw.Of != trial))
        {
            throw new DataException(
                $"{Path.GetFileName(asked.Points)} has draws of other rows or other settings; name another file by --points.");
        }

        // A line that was cut off goes, so that the next one doesn't begin in it.
        file?.Keep(_ => true);
        return draws.Where(draw => draw.Seed <= asked.Draws && asked.Arms.All(arm => draw.Said.ContainsKey(arm.Name)));
    }
}
