using System.Buffers;
using Microsoft.ML.OnnxRuntime;
using TextClassify.Forward;
using TextClassify.Inference.Batching;
using TextClassify.Language;
using TextClassify.Models;

namespace TextClassify.Inference.Sessions;

/// <summary>Runs both graphs of a language model, behind the same gate as the classifiers' passes.</summary>
internal sealed class OnnxLanguagePass(
    InferenceSession forward, InferenceSession step, LanguageShape shape, ForwardGate gate, BatchingRules rules, TimeProvider time) : ILanguagePass, IDisposable
{
    private static readonly string[] InputNames = [LanguageGraph.CharacterIds, LanguageGraph.State];
    private static readonly string[] LogitsAlone = [LanguageGraph.Logits];
    private static readonly string[] LogitsAndState = [LanguageGraph.Logits, LanguageGraph.NextState];
    private static readonly string[] StatesAndZones = [LanguageGraph.States, LanguageGraph.Zones];

    /// <summary>Characters of one call, all rows together, that somebody waits for at a keyboard; what a call of more costs others is measured in docs/benchmarks.md.</summary>
    private const int MostInteractive = 512;

    // Read only by runs, so all of them share it.
    private static readonly RunOptions Options = new();

    private readonly SharedSession _forward = new(forward);
    private readonly SharedSession _step = new(step);

    public LanguageShape Shape => shape;

    /// <summary>Owned by this instance; null where the package has none.</summary>
    public OnnxGradientPass? Gradients { get; init; }

    public async Task<LanguageBatch> ScoreAsync(IReadOnlyList<ReadOnlyMemory<int>> rows, CancellationToken cancellationToken)
    {
        float[][] bits = new float[rows.Count][];

        // The last character predicts nothing that is asked.
        AtLeast(rows, 2);
        var (queue, compute) = await RunAsync(
            new Rows(rows, Spared: 1), LaneOf(rows), LogitsAlone, (outputs, block) => ReadBits(outputs[0].GetTensorDataAsSpan<float>(), rows, block, bits), cancellationToken)
            .ConfigureAwait(false);
        return new LanguageBatch(bits, queue, compute);
    }

    public async Task<LanguageStatesBatch> ReadStatesAsync(IReadOnlyList<ReadOnlyMemory<int>> rows, CancellationToken cancellationToken)
    {
        var results = new LanguageStates[rows.Count];
        AtLeast(rows, 2);
        var (queue, compute) = await RunAsync(new Rows(rows), LaneOf(rows), StatesAndZones, Read, cancellationToken).ConfigureAwait(false);
        return new LanguageStatesBatch(results, queue, compute);

        void Read(IReadOnlyList<OrtValue> outputs, LengthBlock block)
        {
            for (int place = 0; place < block.Rows.Length; place++)
            {
                int index = block.Rows.Span[place], length = rows[index].Length;
                results[index] = new LanguageStates(
                    Steps(outputs[0], place, block.Longest, length, shape.StateWidth),
                    Steps(outputs[1], place, block.Longest, length, shape.Zones * shape.ZoneWidth));
            }
        }
    }

    public async Task<LanguageReading> ReadAsync(
        ReadOnlyMemory<float> state, IReadOnlyList<ReadOnlyMemory<int>> rows, CancellationToken cancellationToken)
    {
        AtLeast(rows, 1);
        var shared = new LanguageReading([], state, default, default);
        if (rows.Count > 1 && LengthPlan.SharedLength(rows) is var length and > 0)
        {
            shared = await ReadAsync(state, [rows[0][..length]], cancellationToken).ConfigureAwait(false);
            rows = [.. rows.Select(row => row[length..])];
        }

        float[][] logits = new float[rows.Count][];
        float[] next = [];
        var (queue, compute) = await RunAsync(
            new Rows(rows, From: shared.State), ForwardLane.Bulk, LogitsAndState, Read, cancellationToken).ConfigureAwait(false);
        return new LanguageReading(logits, next, shared.Queue + queue, shared.Compute + compute);

        void Read(IReadOnlyList<OrtValue> outputs, LengthBlock block)
        {
            var values = outputs[0].GetTensorDataAsSpan<float>();
            for (int place = 0; place < block.Rows.Length; place++)
            {
                int index = block.Rows.Span[place], last = (place * block.Longest) + rows[index].Length - 1;
                logits[index] = values.Slice(last * shape.Characters, shape.Characters).ToArray();
            }

            // Behind padding where rows differ in length; so it is given of one row alone.
            next = rows.Count == 1 ? outputs[1].GetTensorDataAsSpan<float>().ToArray() : [];
        }
    }

    public IGradientPass? GradientsFrom(ReadOnlyMemory<float> state) => Gradients?.Behind(new LanguageState(state, shape.Layers, shape.StateWidth));

    public ILanguageReader OpenReader() => new OnnxLanguageReader(_step, shape, gate, time);

    /// <summary>Later calls throw; runs under way end as they would.</summary>
    public void Dispose()
    {
        _forward.Dispose();
        _step.Dispose();
        Gradients?.Dispose();
    }

    private static ForwardLane LaneOf(IReadOnlyList<ReadOnlyMemory<int>> rows) =>
        rows.Sum(static row => (long)row.Length) <= MostInteractive ? ForwardLane.Interactive : ForwardLane.Bulk;

    private static void AtLeast(IReadOnlyList<ReadOnlyMemory<int>> rows, int ids)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(rows[row].Length, ids, nameof(rows));
        }
    }

    /// <param name="rows">What is run.</param>
    /// <param name="lane">Where to wait.</param>
    /// <param name="names">Outputs.</param>
    /// <param name="read">Takes a block's outputs.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    private async Task<(TimeSpan Queue, TimeSpan Compute)> RunAsync(
        Rows rows, ForwardLane lane, string[] names, Action<IReadOnlyList<OrtValue>, LengthBlock> read, CancellationToken cancellationToken)
    {
        TimeSpan queue = TimeSpan.Zero, compute = TimeSpan.Zero;
        bool admitted = false;
        foreach (var block in LengthPlan.Cut([.. rows.Ids.Select(row => row.Length)], rules.For(lane).MaxTokens))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (waited, ran) = await gate.RunAsync(lane, admitted, () => Run(rows, block, names, read), time, cancellationToken).ConfigureAwait(false);
            admitted = true;
            queue += waited;
            compute += ran;
        }

        return (queue, compute);
    }

    private void Run(Rows rows, LengthBlock block, string[] names, Action<IReadOnlyList<OrtValue>, LengthBlock> read)
    {
        // What stands behind a row's end is read by nobody.
        int count = block.Rows.Length, steps = block.Longest - rows.Spared;
        long[] ids = ArrayPool<long>.Shared.Rent(count * steps);
        try
        {
            ids.AsSpan(0, count * steps).Clear();
            for (int place = 0; place < count; place++)
            {
                var row = rows.Ids[block.Rows.Span[place]].Span[..^rows.Spared];
                for (int i = 0; i < row.Length; i++)
                {
                    ids[(place * steps) + i] = row[i];
                }
            }

            using var idValue = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, ids.AsMemory(0, count * steps), [count, steps]);
            using var stateValue = new LanguageState(rows.From, shape.Layers, shape.StateWidth).Before(count);
            var session = _forward.Enter();
            try
            {
                using var outputs = session.Run(Options, InputNames, [idValue, stateValue], names);
                read(outputs, block);
            }
            finally
            {
                _forward.Leave();
            }
        }
        finally
        {
            ArrayPool<long>.Shared.Return(ids);
        }
    }

    /// <summary>A row of [B,T,width] without its first step and its padding.</summary>
    private static float[] Steps(OrtValue values, int place, int longest, int length, int width) =>
        values.GetTensorDataAsSpan<float>().Slice(((place * longest) + 1) * width, (length - 1) * width).ToArray();

    private void ReadBits(ReadOnlySpan<float> logits, IReadOnlyList<ReadOnlyMemory<int>> rows, LengthBlock block, float[][] bits)
    {
        int steps = block.Longest - 1;
        for (int place = 0; place < block.Rows.Length; place++)
        {
            int index = block.Rows.Span[place];
            var row = rows[index].Span;
            bits[index] = new float[row.Length - 1];
            for (int i = 0; i < row.Length - 1; i++)
            {
                bits[index][i] = Surprisal.Of(logits.Slice(((place * steps) + i) * shape.Characters, shape.Characters), row[i + 1]);
            }
        }
    }

    /// <param name="Ids">At least one a row.</param>
    /// <param name="From">[L,H], the state before all of them; empty at a text's beginning.</param>
    /// <param name="Spared">Ids at a row's end that are not run.</param>
    private readonly record struct Rows(IReadOnlyList<ReadOnlyMemory<int>> Ids, ReadOnlyMemory<float> From = default, int Spared = 0);
}
