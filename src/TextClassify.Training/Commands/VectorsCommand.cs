using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using TextClassify.Training.Terminal;
using TextClassify.Training.Vectors;

namespace TextClassify.Training.Commands;

/// <summary>Trains word vectors on plain texts.</summary>
internal static class VectorsCommand
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(500);
    private static readonly Option<string[]> CorpusOption = new("--corpus")
    {
        Description = "Files of texts: .csv, .tsv or .jsonl, plain or gzip.",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
        HelpName = "FILE...",
    };

    private static readonly Option<string> OutOption = CommonOptions.Required("--out", "The file to write, word2vec binary.", "FILE");
    private static readonly Option<string> TextOption = CommonOptions.WithDefault("--text", "Column or JSON property of the text.", "text");
    private static readonly Option<int> WidthOption = NumberOption.Create("--width", "Numbers a vector.", 200, 1, 4_096);
    private static readonly Option<int> WindowOption = NumberOption.Create("--window", "Most words on each side of the centre.", 5, 1, 100);
    private static readonly Option<int> NegativesOption =
        NumberOption.Create("--negatives", "Noise words a centre, shared by its context.", 5, 1, 100);
    private static readonly Option<int> EpochsOption = NumberOption.Create("--epochs", "Times the corpus is read.", 5, 1, 1_000);
    private static readonly Option<int> MinCountOption =
        NumberOption.Create("--min-count", "Rarer words get no vector.", 5, 1, int.MaxValue);
    private static readonly Option<double> SubsampleOption =
        NumberOption.Create("--subsample", "Words more frequent than this are read less often; 0 reads all.", 1e-4, 0, 1);
    private static readonly Option<int> ThreadsOption =
        NumberOption.Create("--threads", "Threads. One gives the same bits for the same seed; more do not.", 1, 1, 256);
    private static readonly Option<int> SeedOption =
        NumberOption.Create("--seed", "Seed of the starting values and all draws.", 1, 0, int.MaxValue);
    private static readonly Option<string?> LogOption = CommonOptions.Optional("--log", "File to add one JSON line an epoch to.", "FILE");

    public static Command Create()
    {
        var command = new Command(
            "vectors",
            """
            Train word vectors on texts (skip-gram with negative sampling).

            Example:
              vectors --corpus imdb/train.jsonl.gz imdb/unsup.jsonl.gz --out imdb.200.bin --threads 2
            """)
        {
            CorpusOption, OutOption, TextOption, WidthOption, WindowOption, NegativesOption, EpochsOption, MinCountOption,
            SubsampleOption, ThreadsOption, SeedOption, LogOption,
        };
        command.SetAction((parsed, cancellationToken) => TrainAsync(parsed, AnsiConsole.Console, TimeProvider.System, cancellationToken));
        return command;
    }

    private static async Task TrainAsync(ParseResult parsed, IAnsiConsole console, TimeProvider time, CancellationToken cancellationToken)
    {
        var options = OptionsOf(parsed);
        string path = Path.GetFullPath(parsed.GetRequiredValue(OutOption));
        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw new DataException($"There is no folder {Path.GetDirectoryName(path)} to write to.");
        }

        var corpus = ReadCorpus(parsed, options.MinCount, console, cancellationToken);
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{corpus.Counts.Sum():N0} words, {corpus.Words.Length:N0} different that occur at least {options.MinCount} times."));
        if ((long)corpus.Words.Length * options.Width > Array.MaxLength)
        {
            throw new DataException(
                $"{corpus.Words.Length} words of {options.Width} numbers are more than fit; raise --min-count or lower --width.");
        }

        var trainer = new SkipGramTrainer(corpus, options);
        long started = time.GetTimestamp();
        await console.Progress()
            .AutoClear(false)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask("epoch 1", maxValue: trainer.TotalWords);
                for (int epoch = 1; epoch <= options.Epochs; epoch++)
                {
                    double loss = await RunEpochAsync(trainer, task, time, started, epoch, cancellationToken);
                    WriteLog(parsed.GetValue(LogOption), epoch, loss, trainer, time.GetElapsedTime(started));
                }
            });
        WordVectorsFile.Write(path, trainer.ToVectors());
        console.WriteLine($"{path} written in {time.GetElapsedTime(started):mm\\:ss}.");
    }

    private static VectorCorpus ReadCorpus(ParseResult parsed, int minCount, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var corpus = VectorCorpus.Build(parsed.GetRequiredValue(CorpusOption).SelectMany(Texts), minCount, cancellationToken);
        return corpus.Words.Length > 0
            ? corpus
            : throw new DataException($"No word of the corpus occurs {minCount} times; lower --min-count or give more text.");

        IEnumerable<string> Texts(string path)
        {
            var data = DataFile.Read(path, parsed.GetRequiredValue(TextOption), labelColumn: null, cancellationToken);
            if (data.BadRows.Count > 0)
            {
                var first = data.BadRows[0];
                console.WriteLine($"{first.File}: {data.BadRows.Count} rows left out, the first at line {first.Line}: {first.Reason}.");
            }

            return data.Rows.Select(row => row.Text);
        }
    }

    private static async Task<double> RunEpochAsync(
        SkipGramTrainer trainer, ProgressTask progress, TimeProvider time, long started, int epoch, CancellationToken cancellationToken)
    {
        var run = trainer.RunEpochAsync(cancellationToken);
        do
        {
            await Task.WhenAny(run, Task.Delay(ReportInterval, time, CancellationToken.None));
            double rate = trainer.WordsDone / time.GetElapsedTime(started).TotalSeconds;
            progress.Description = string.Create(CultureInfo.InvariantCulture, $"epoch {epoch}, {rate / 1_000:N0}k words/s");
            progress.Value = trainer.WordsDone;
        }
        while (!run.IsCompleted);

        return await run;
    }

    private static void WriteLog(string? path, int epoch, double loss, SkipGramTrainer trainer, TimeSpan elapsed)
    {
        if (path is not null)
        {
            double seconds = Math.Round(elapsed.TotalSeconds, 1);
            double wordsPerSecond = Math.Round(trainer.WordsDone / elapsed.TotalSeconds);
            var line = new { epoch, loss = Math.Round(loss, 5), seconds, wordsPerSecond };
            try
            {
                File.AppendAllText(path, JsonSerializer.Serialize(line) + "\n");
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new DataException($"{path} can't be written: {exception.Message}", exception);
            }
        }
    }

    private static SkipGramOptions OptionsOf(ParseResult parsed) => new()
    {
        Width = parsed.GetValue(WidthOption),
        Window = parsed.GetValue(WindowOption),
        Negatives = parsed.GetValue(NegativesOption),
        Epochs = parsed.GetValue(EpochsOption),
        MinCount = parsed.GetValue(MinCountOption),
        Subsample = parsed.GetValue(SubsampleOption),
        Threads = parsed.GetValue(ThreadsOption),
        Seed = parsed.GetValue(SeedOption),
    };
}
