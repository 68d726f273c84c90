using System.Buffers;
using Microsoft.ML.OnnxRuntime;
using TextClassify.Forward;
using TextClassify.Language;
using TextClassify.Models;

namespace TextClassify.Inference.Sessions;

/// <summary>Runs both graphs of a language model, behind the same gate as the classifiers' passes.</summary>
internal sealed class OnnxLanguagePass(
    InferenceSession forward, InferenceSession step, LanguageShape shape, ForwardGate gate, int maxCharacters, TimeProvider time) : ILanguagePass, IDisposable
{
    private static readonly string[] InputNames = [LanguageGraph.CharacterIds, LanguageGraph.State];
    private static readonly string[] LogitsAlone = [LanguageGraph.Logits];
    private static readonly string[] StatesAndZones = [LanguageGraph.States, LanguageGraph.Zones];

    // Read only by runs, so all of them share it.
    private static readonly RunOptions Options = new();

    private readonly SharedSession _forward = new(forward);
    private readonly SharedSession _step = new(step);

    public LanguageShape Shape => shape;

    public async Task<LanguageBatch> ScoreAsync(IReadOnlyList<ReadOnlyMemory<int>> rows, CancellationToken cancellationToken)
    {
        float[][] bits = new float[rows.Count][];

        // The last character predicts nothing that is asked.
        var (queue, compute) = await RunAsync(
            rows, spared: 1, LogitsAlone, (outputs, block) => ReadBits(outputs[0].GetTensorDataAsSpan<float>(), rows, block, bits), cancellationToken)
            .ConfigureAwait(false);
        return new LanguageBatch(bits, queue, compute);
    }

    public async Task<LanguageStatesBatch> ReadStatesAsync(IReadOnlyList<ReadOnlyMemory<int>> rows, CancellationToken cancellationToken)
    {
        var results = new LanguageStates[rows.Count];
        var (queue, compute) = await RunAsync(rows, spared: 0, StatesAndZones, Read, cancellationToken).ConfigureAwait(false);
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

    public ILanguageReader OpenReader() => new OnnxLanguageReader(_step, shape, gate, time);

    /// <summary>Later calls throw; runs under way end as they would.</summary>
    public void Dispose()
    {
        _forward.Dispose();
        _step.Dispose();
    }

    /// <param name="rows">Ids.</param>
    /// <param name="spared">Characters at a row's end that are not run.</param>
    /// <param name="names">Outputs.</param>
    /// <param name="read">Takes a block's outputs.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    private async Task<(TimeSpan Queue, TimeSpan Compute)> RunAsync(
        IReadOnlyList<ReadOnlyMemory<int>> rows,
        int spared,
        string[] names,
        Action<IReadOnlyList<OrtValue>, LengthBlock> read,
        CancellationToken cancellationToken)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(rows[row].Length, 2, nameof(rows));
        }

        TimeSpan queue = TimeSpan.Zero, compute = TimeSpan.Zero;
        bool admitted = false;
        foreach (var block in LengthPlan.Cut([.. rows.Select(row => row.Length)], maxCharacters))
        {
            cancellationToken.ThrowIfCancellationRequested();
            long asked = time.GetTimestamp();
            await gate.EnterAsync(ForwardLane.Interactive, admitted, cancellationToken).ConfigureAwait(false);
            long entered = time.GetTimestamp();
            try
            {
                Run(rows, block, spared, names, read);
            }
            finally
            {
                gate.Exit(ForwardLane.Interactive, time.GetElapsedTime(entered));
            }

            admitted = true;
            queue += time.GetElapsedTime(asked, entered);
            compute += time.GetElapsedTime(entered);
        }

        return (queue, compute);
    }

    private void Run(
        IReadOnlyList<ReadOnlyMemory<int>> rows, LengthBlock block, int spared, string[] names, Action<IReadOnlyList<OrtValue>, LengthBlock> read)
    {
        // What stands behind a row's end is read by nobody.
        int count = block.Rows.Length, steps = block.Longest - spared;
        long[] ids = ArrayPool<long>.Shared.Rent(count * steps);
        try
        {
            ids.AsSpan(0, count * steps).Clear();
            for (int place = 0; place < count; place++)
            {
                var row = rows[block.Rows.Span[place]].Span[..^spared];
                for (int i = 0; i < row.Length; i++)
                {
                    ids[(place * steps) + i] = row[i];
                }
            }

            float[] state = new float[shape.Layers * count * shape.StateWidth];
            using var idValue = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, ids.AsMemory(0, count * steps), [count, steps]);
            using var stateValue = OrtValue.CreateTensorValueFromMemory(state, [shape.Layers, count, shape.StateWidth]);
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
}
