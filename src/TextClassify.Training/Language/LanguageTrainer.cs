using TextClassify.Training.Checking;
using TextClassify.Training.Data;
using TextClassify.Training.Loops;
using TextClassify.Training.Nets;
using static TorchSharp.torch;

namespace TextClassify.Training.Language;

/// <summary>Trains a character net into a run folder; killed, it goes on from the last evaluation.</summary>
internal sealed class LanguageTrainer(LanguageRecipe recipe, LanguageData data, LanguageRun run, TimeProvider time)
{
    // Side by side they are faster to measure, but each begins without what came before it.
    private const int MaxDevStreams = 50;
    private const int LeastDevStream = 1_000;

    private const string CarriedState = "carried/";

    // A dropout drawn at one step hangs on the seed and the step, so that a resumed run draws as the whole one did.
    private const long SeedStride = 1_000_003;

    private readonly LanguageTraining _training = recipe.Training;

    /// <summary>The line, and the time left.</summary>
    public Action<LanguageLine, TimeSpan>? OnLine { get; init; }

    /// <summary>Called once, before the first step.</summary>
    public Action<StepCheckReport>? OnCheck { get; init; }

    /// <summary>Called once with the step a checkpoint gives.</summary>
    public Action<int>? OnResume { get; init; }

    /// <exception cref="DataException">The folder holds another run.</exception>
    /// <exception cref="StepFaultException">This machine computes the net wrongly.</exception>
    /// <exception cref="TrainingDivergedException">A loss is no number.</exception>
    public LanguageReport Execute(string recipeName, int seed, int threads, CancellationToken cancellationToken)
    {
        var options = new LanguageOptions(
            recipe, recipeName, seed, threads, data.Train.Count, data.Dev.Count, LanguageOptions.BuildCommit());
        string fingerprint = options.Fingerprint();
        if (run.IsDone)
        {
            return run.ReadOptions().Fingerprint() == fingerprint
                ? run.ReadReport()
                : throw new DataException($"{run.Path} holds a finished run of other data, options, seed or threads; choose another --out.");
        }

        var checkpoint = Checkpoint.Read(run.CheckpointFolder, fingerprint);
        var vocabulary = data.Vocabulary(recipe.MinCount);
        run.Write(options, vocabulary);
        run.KeepLines(checkpoint?.State.Step ?? 0);

        using var random = new Generator((ulong)seed, CPU);
        using var net = new CharacterNet(recipe.Net, vocabulary.Count, random);
        var train = new CharacterStreams(CharacterStreams.Join(vocabulary, CharacterStreams.Shuffle(data.Train, seed)), _training.Streams);
        byte[] dev = CharacterStreams.Join(vocabulary, data.Dev);
        var guard = new LossGuard(net.Weights, words: null, _training.LearningRate);
        Train(net, guard, random, train, dev, checkpoint, fingerprint, seed, cancellationToken);

        double bits = Measure(net, dev, dev.Length, cancellationToken);
        guard.ThrowIfNoNumber(bits, "development", _training.Steps, moved: true);
        long trained = (long)_training.Steps * _training.Streams * _training.Window;
        var report = new LanguageReport(Math.Round(bits, 5), dev.Length - 1, trained, net.WeightCount);
        run.Finish(net.ToWeightTable(), report);
        return report;
    }

    /// <summary>Mean bits of the characters behind each of the first <paramref name="most"/>.</summary>
    public double Measure(CharacterNet net, byte[] ids, int most, CancellationToken cancellationToken)
    {
        ids = ids[..Math.Min(ids.Length, most)];
        int count = Math.Clamp(ids.Length / LeastDevStream, 1, MaxDevStreams);
        var streams = new CharacterStreams(ids, count);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var state = net.ZeroState(count);
        double sum = 0;
        for (int start = 0; start < streams.Length; start += _training.Window)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var step = NewDisposeScope();
            int steps = Math.Min(_training.Window, streams.Length - start);
            var (inputs, targets) = streams.Window(start, steps);
            Tensor[] next = [.. state];
            var (logits, _) = net.Forward(inputs, next, LanguageStep.Rates(_training), training: false);
            sum += LanguageStep.Loss(logits, targets).item<float>() * (double)steps;
            LanguageStep.Carry(next, state);
        }

        return sum / streams.Length / Math.Log(2);
    }

    private void Train(
        CharacterNet net,
        LossGuard guard,
        Generator random,
        CharacterStreams streams,
        byte[] dev,
        Checkpoint? checkpoint,
        string fingerprint,
        int seed,
        CancellationToken cancellationToken)
    {
        var stepper = new LanguageStep(net, _training, guard);
        int first = checkpoint?.State.Step ?? 0;
        using var scope = NewDisposeScope();
        var state = net.ZeroState(_training.Streams);
        if (checkpoint is not null)
        {
            Resume(net, stepper, state, checkpoint.Arrays);
            OnResume?.Invoke(first);
        }

        var check = CharacterCheck.Run(net, recipe, (int)net.Weights[0].Value.size(0), time);
        OnCheck?.Invoke(check);
        int windows = Math.Max(1, streams.Length / _training.Window);
        int window = Math.Min(_training.Window, streams.Length);
        long began = time.GetTimestamp(), resumed = began;
        double loss = 0;
        int steps = 0;
        for (int step = first + 1; step <= _training.Steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var turn = NewDisposeScope();
            int index = (step - 1) % windows;
            if (index == 0)
            {
                Array.ForEach(state, carried => carried.zero_());
            }

            random.manual_seed((seed * SeedStride) + step);
            var (inputs, targets) = streams.Window(index * window, window);
            loss += stepper.Run(inputs, targets, state, step);
            steps++;
            if (step % _training.EvaluateEvery == 0 || step == _training.Steps)
            {
                double seconds = time.GetElapsedTime(resumed).TotalSeconds;
                double rate = (double)steps * _training.Streams * window / seconds;
                double devBits = Measure(net, dev, _training.DevCharacters, cancellationToken);
                guard.ThrowIfNoNumber(devBits, "development", step, moved: true);
                var line = new LanguageLine(
                    step, Math.Round(loss / steps / Math.Log(2), 4), Math.Round(devBits, 4), Math.Round(rate), Math.Round(time.GetElapsedTime(began).TotalSeconds, 1));
                Checkpoint.Write(
                    run.CheckpointFolder,
                    new TrainingState { Step = step, Fingerprint = fingerprint },
                    [.. net.ToWeightTable().All, .. stepper.State, .. state.Select(Carried)]);
                run.Append(line);
                OnLine?.Invoke(line, time.GetElapsedTime(began) / (step - first) * (_training.Steps - step));
                (resumed, loss, steps) = (time.GetTimestamp(), 0, 0);
            }
        }
    }

    private static void Resume(CharacterNet net, LanguageStep stepper, Tensor[] state, WeightTable arrays)
    {
        net.Load(arrays);
        stepper.Load(arrays);
        for (int i = 0; i < state.Length; i++)
        {
            arrays[$"{CarriedState}{i}"].Values.CopyTo(Crnn.Values(state[i]));
        }
    }

    private static Weight Carried(Tensor state, int index) =>
        new($"{CarriedState}{index}", [.. state.shape.Select(size => (int)size)], Crnn.Values(state.contiguous()).ToArray());
}
