using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TextClassify.Text;
using TextClassify.Training.Checking;
using TextClassify.Training.Data;
using TextClassify.Training.Nets;
using TextClassify.Training.Packaging;
using TextClassify.Training.Vectors;
using static TorchSharp.torch;

namespace TextClassify.Training.Loops;

/// <summary>A recipe and its data, from rows to a finished run folder.</summary>
internal sealed class TrainingRun(Recipe recipe, RecipeData data, WordVectors? vectors, int seed, int threads)
{
    private static readonly JsonSerializerOptions LogJson = new(JsonSerializerDefaults.Web);

    /// <summary>File name of the recipe or of the user's data; for the record.</summary>
    public required string RecipeName { get; init; }

    /// <summary>The recipe was made for the user's own file, so that its options are none the user can change.</summary>
    public bool IsOwnData { get; init; }

    /// <summary>File name of the vectors; for the record.</summary>
    public string? VectorsName { get; init; }

    /// <summary>Least time between two checkpoints; a killed run repeats the epochs since the last. Writing the table takes half a second.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(20);

    public Action<TrainingProgress>? OnProgress { get; init; }

    public Action<TrainingLogLine>? OnEvaluation { get; init; }

    /// <summary>Called once, before the first step.</summary>
    public Action<StepCheckReport>? OnCheck { get; init; }

    /// <summary>Called once when the run goes on from a checkpoint.</summary>
    public Action<TrainingState>? OnResume { get; init; }

    /// <summary>Trains into the folder, or returns its report when the run is already done.</summary>
    /// <exception cref="DataException">The folder holds another run.</exception>
    /// <exception cref="StepFaultException">This machine computes the net wrongly.</exception>
    /// <exception cref="TrainingDivergedException">A loss is no number.</exception>
    public DevReport Execute(RunFolder folder, TimeProvider time, CancellationToken cancellationToken)
    {
        var vocabulary = VocabularyBuilder.Build(data.Train.Select(row => row.Text), vectors, recipe.MinCount, recipe.MaxVocabulary);
        var start = TableStart.Create(vocabulary, vectors, recipe.Net.EmbeddingWidth, new Random(seed));
        var finer = recipe.FinerLabelColumn is null ? null : Labels.OfNames(data.Train.Select(row => row.FinerLabel));
        using var random = new Generator((ulong)seed, CPU);
        using var net = new Crnn(recipe.Net, data.Labels.Count, finer?.Count ?? 0, random);
        var options = Options(vocabulary, start);
        string fingerprint = Fingerprint(options);
        if (folder.IsDone)
        {
            return Fingerprint(folder.ReadOptions()) == fingerprint
                ? folder.ReadDev()
                : throw new DataException($"{folder.Path} holds a finished run of other data, options, seed or threads; choose another --out.");
        }

        var checkpoint = Checkpoint.Read(folder.CheckpointFolder, fingerprint);
        Directory.CreateDirectory(folder.Path);
        folder.Write(options);
        folder.Write(vocabulary);
        KeepLog(folder, checkpoint?.State.Epoch ?? 0);

        var encoder = new TextEncoder(vocabulary, recipe.MaxTokens);
        var train = EncodedSplit.Encode(data.Train, data.Labels.Names, encoder);
        var dev = EncodedSplit.Encode(data.Dev, data.Labels.Names, encoder);
        if (train.Rows.Count == 0 || dev.Rows.Count == 0)
        {
            throw new DataException(
                $"A word is in {train.Rows.Count} of {data.Train.Count} training rows and {dev.Rows.Count} of {data.Dev.Count} development rows; both need one.");
        }

        var guard = new LossGuard(net.Weights, start.Table, IsOwnData ? null : recipe.Training.LearningRate);
        var trainer = CreateTrainer(net, start.Table, guard, random, folder, fingerprint, time);
        if (checkpoint is not null)
        {
            OnResume?.Invoke(checkpoint.State);
            trainer.Resume(checkpoint);
        }

        var check = CrnnCheck.Run(net, start.Table, recipe, finer?.Count ?? 0, time);
        OnCheck?.Invoke(check);
        trainer.Run(train, finer?.IndicesOf(train.Rows.Select(row => row.FinerLabel)), dev, cancellationToken);

        return Finish(folder, net, start.Table, dev, trainer.State, guard, cancellationToken);
    }

    private static DevReport Finish(
        RunFolder folder, Crnn net, WordTable words, EncodedSplit dev, TrainingState state, LossGuard guard, CancellationToken cancellationToken)
    {
        var logits = Predictor.Score(net, words, dev, cancellationToken);
        double loss = TemperatureScaling.Loss(logits, 1);
        guard.ThrowIfNoNumber(loss, "development", state.Step, moved: true);
        var matrix = new ConfusionMatrix(logits);
        var report = new DevReport(
            state.BestEpoch,
            matrix.Accuracy,
            matrix.MacroF1,
            loss,
            logits.Labels,
            [.. Enumerable.Range(0, logits.Rows).Select(row => logits.Row(row).ToArray())]);
        folder.Write(net.ToWeightTable(words));
        folder.Write(report);
        Checkpoint.Delete(folder.CheckpointFolder);

        return report;
    }

    /// <summary>Epochs that are about to be trained again lose their lines.</summary>
    private static void KeepLog(RunFolder folder, int epochs)
    {
        if (File.Exists(folder.LogFile))
        {
            var kept = File.ReadAllLines(folder.LogFile)
                .Where(line => JsonSerializer.Deserialize<TrainingLogLine>(line, LogJson)!.Epoch <= epochs)
                .ToArray();
            AtomicFile.Write(folder.LogFile, stream =>
            {
                using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
                Array.ForEach(kept, writer.WriteLine);
            });
        }
    }

    private Trainer CreateTrainer(
        Crnn net, WordTable words, LossGuard guard, Generator random, RunFolder folder, string fingerprint, TimeProvider time)
    {
        long written = time.GetTimestamp();

        return new Trainer(net, words, recipe.Training, guard, random, seed, time)
        {
            OnProgress = OnProgress,
            OnEvaluation = line =>
            {
                File.AppendAllText(folder.LogFile, JsonSerializer.Serialize(line, LogJson) + "\n");
                OnEvaluation?.Invoke(line);
            },
            OnEpoch = (state, arrays) =>
            {
                if (time.GetElapsedTime(written) >= CheckpointInterval)
                {
                    Checkpoint.Write(folder.CheckpointFolder, state with { Fingerprint = fingerprint }, arrays);
                    written = time.GetTimestamp();
                }
            },
        };
    }

    private RunOptions Options(Vocabulary vocabulary, TableStart start) => new()
    {
        Recipe = recipe,
        Labels = data.Labels.Names,
        Seed = seed,
        Threads = threads,
        Commit = Commit(),
        RecipeName = RecipeName,
        Vectors = VectorsName,
        TrainRows = data.Train.Count,
        DevRows = data.Dev.Count,
        BadRows = data.BadRows.Count,
        VocabularyRows = vocabulary.Count,
        VectorRows = start.VectorRows,
    };

    /// <summary>Two runs with one fingerprint give the same weights. The commit is left out: a rebuilt program may resume.</summary>
    private static string Fingerprint(RunOptions options) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(options with { Commit = "" }))));

    /// <summary>The build puts it behind the version's plus sign.</summary>
    private static string Commit()
    {
        string version = typeof(TrainingRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

        return version.Split('+') is [_, var commit] ? commit : "unknown";
    }
}
