using TextClassify.Text;
using TextClassify.Training.Checking;
using TextClassify.Training.Data;
using TextClassify.Training.Language;
using TextClassify.Training.Loops;
using TextClassify.Training.Nets;
using TextClassify.Training.Packaging;
using TextClassify.Training.Vectors;
using static TorchSharp.torch;

namespace TextClassify.Training.Aspect;

/// <summary>Trains an aspect model into a run folder; killed, it goes on from the last checkpoint.</summary>
internal sealed class AspectTrainer(AspectRecipe recipe, AspectData data, WordVectors? vectors, AspectRun run, TimeProvider time)
{
    /// <summary>Least time between two checkpoints: with a large table each writes 100 MB.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(20);

    public Action<TrainingProgress>? OnProgress { get; init; }

    public Action<AspectLine>? OnLine { get; init; }

    /// <summary>Called once, before the first step.</summary>
    public Action<StepCheckReport>? OnCheck { get; init; }

    /// <summary>Called once when the run goes on from a checkpoint.</summary>
    public Action<TrainingState>? OnResume { get; init; }

    /// <exception cref="DataException">The folder holds another run.</exception>
    /// <exception cref="StepFaultException">This machine computes the net wrongly.</exception>
    /// <exception cref="TrainingDivergedException">A loss is no number.</exception>
    public AspectReport Execute(string recipeName, string? vectorsName, int seed, int threads, CancellationToken cancellationToken)
    {
        var options = new AspectOptions(
            recipe,
            recipeName,
            vectorsName,
            seed,
            threads,
            data.Train.Sum(part => part.Texts.Count),
            data.Train.Sum(part => part.Texts.Sum(text => text.Aspects.Count)),
            data.Dev.Sum(texts => texts.Count),
            data.LeftOut,
            LanguageOptions.BuildCommit());
        string fingerprint = options.Fingerprint();
        if (run.IsDone)
        {
            return run.ReadOptions().Fingerprint() == fingerprint
                ? run.ReadReport()
                : throw new DataException($"{run.Path} holds a finished run of other data, options, seed or threads; choose another --out.");
        }

        var checkpoint = Checkpoint.Read(run.CheckpointFolder, fingerprint);
        var vocabulary = VocabularyBuilder.Build(
            data.Train.SelectMany(part => part.Texts).Select(text => text.Text), vectors, recipe.MinCount, recipe.MaxVocabulary);
        var words = TableStart.Create(vocabulary, vectors, recipe.Net.EmbeddingWidth, new Random(seed)).Table;
        run.Write(options, vocabulary);
        run.KeepLines(checkpoint?.State.Epoch ?? 0);

        using var random = new Generator((ulong)seed, CPU);
        using var net = new AspectNet(recipe.Net, AspectRecipe.Labels.Count, random);
        var encoder = new TextEncoder(vocabulary, recipe.MaxTokens);
        var parts = data.Train.Select(part => (EncodedAspects.Encode(part.Texts, encoder), part.Weight, part.Share)).ToArray();
        IReadOnlyList<EncodedAspects>[] dev = [.. data.Dev.Select(texts => EncodedAspects.Encode(texts, encoder))];
        var guard = new LossGuard(net.Weights, words, recipe.Training.LearningRate);
        var loop = CreateLoop(net, words, guard, random, fingerprint, seed);
        if (checkpoint is not null)
        {
            OnResume?.Invoke(checkpoint.State);
            loop.Resume(checkpoint);
        }

        var check = AspectCheck.Run(net, words, recipe, time);
        OnCheck?.Invoke(check);
        loop.Run(parts, dev, cancellationToken);
        var domains = loop.Score(dev, cancellationToken);
        guard.ThrowIfNoNumber(TemperatureScaling.Loss(AspectPredictor.Pool(domains), 1), "development", loop.State.Step, moved: true);
        var report = new AspectReport(loop.State.BestEpoch, domains, net.Weights.Sum(weight => weight.Value.numel()));
        run.Finish(net.ToWeightTable(words), report);
        return report;
    }

    private AspectLoop CreateLoop(AspectNet net, WordTable words, LossGuard guard, Generator random, string fingerprint, int seed)
    {
        long written = time.GetTimestamp();
        return new AspectLoop(net, words, recipe, guard, random, seed, time)
        {
            OnProgress = OnProgress,
            OnLine = line =>
            {
                run.Append(line);
                OnLine?.Invoke(line);
            },
            OnEpoch = (state, arrays) =>
            {
                if (time.GetElapsedTime(written) >= CheckpointInterval)
                {
                    Checkpoint.Write(run.CheckpointFolder, state with { Fingerprint = fingerprint }, arrays);
                    written = time.GetTimestamp();
                }
            },
        };
    }
}
