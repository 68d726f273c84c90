using System.Buffers;
using TextClassify.Inference.Batching;
using TextClassify.Language;
using TextClassify.Models.Language;

namespace TextClassify.Inference.Kinds.Language;

/// <summary>
/// Runs both graphs of a language model, behind the same gate as the classifiers' passes and in the bulk lane: a character costs about 25
/// microseconds, so a short text takes as long as a list of sentences does in a classifier.
/// </summary>
internal sealed class OnnxLanguagePass(
    GraphSession forward, GraphSession step, LanguageShape shape, RunSlots gate, BatchingRules rules, TimeProvider time)
    : ILanguagePass, IDisposable
{
    private static readonly string[] InputNames = [LanguageGraph.CharacterIds, LanguageGraph.State];
    private static readonly string[] LogitsAndState = [LanguageGraph.Logits, LanguageGraph.NextState];
    private static readonly string[] StatesAndZones = [LanguageGraph.States, LanguageGraph.Zones, LanguageGraph.NextState];

    private readonly SharedSession _forward = new(forward);
    private readonly SharedSession _step = new(step);

    public LanguageShape Shape => shape;

    /// <summary>Owned by this instance; null where the package has none.</summary>
    public OnnxGradientPass? Gradients { get; init; }

    public async Task<LanguageBatch> ScoreAsync(IReadOnlyList<ReadOnlyMemory<int>> rows, CancellationToken cancellationToken)
    {
        // The last character predicts nothing that is asked.
        AtLeast(rows, 2);
        float[][] bits = [.. rows.Select(row => new float[row.Length - 1])];
        var (queue, compute) = await RunAsync(
            new Rows(rows, Spared: 1), LogitsAndState, (outputs, piece) => ReadBits(outputs[0], rows, piece, bits), cancellationToken)
            .ConfigureAwait(false);
        return new LanguageBatch(bits, queue, compute);
    }

    public async Task<LanguageStatesBatch> ReadStatesAsync(IReadOnlyList<ReadOnlyMemory<int>> rows, CancellationToken cancellationToken)
    {
        AtLeast(rows, 2);
        LanguageStates[] results =
            [.. rows.Select(row => new LanguageStates(
                new float[(row.Length - 1) * shape.StateWidth], new float[(row.Length - 1) * shape.Zones * shape.ZoneWidth]))];
        var (queue, compute) = await RunAsync(new Rows(rows), StatesAndZones, Read, cancellationToken).ConfigureAwait(false);
        return new LanguageStatesBatch(results, queue, compute);

        void Read(IReadOnlyList<OrtValue> outputs, Piece piece)
        {
            for (int place = 0; place < piece.Rows.Length; place++)
            {
                var (states, zones) = results[piece.Rows.Span[place]];
                CopySteps(outputs[0], place, piece, shape.StateWidth, states);
                CopySteps(outputs[1], place, piece, shape.Zones * shape.ZoneWidth, zones);
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
            new Rows(rows, From: shared.State), LogitsAndState, Read, cancellationToken).ConfigureAwait(false);
        return new LanguageReading(logits, next, shared.Queue + queue, shared.Compute + compute);

        void Read(IReadOnlyList<OrtValue> outputs, Piece piece)
        {
            if (!piece.IsLast)
            {
                return;
            }

            var values = OutputValues.Of(outputs[0], (long)piece.Rows.Length * piece.Steps * shape.Characters);
            for (int place = 0; place < piece.Rows.Length; place++)
            {
                int index = piece.Rows.Span[place], last = (place * piece.Steps) + rows[index].Length - piece.Start - 1;
                logits[index] = values.Slice(last * shape.Characters, shape.Characters).ToArray();
            }

            // Behind padding where rows differ in length; so it is given of one row alone.
            next = rows.Count == 1 ? OutputValues.Of(outputs[1], (long)shape.Layers * shape.StateWidth).ToArray() : [];
        }
    }

    public IGradientPass? GradientsFrom(ReadOnlyMemory<float> state) =>
        Gradients?.Behind(new RecurrentState(state, shape.Layers, shape.StateWidth));

    public ILanguageReader OpenReader() => new OnnxLanguageReader(_step, shape, gate, time);

    /// <summary>Later calls throw; runs under way end as they would.</summary>
    public void Dispose()
    {
        _forward.Dispose();
        _step.Dispose();
        Gradients?.Dispose();
    }

    private static void AtLeast(IReadOnlyList<ReadOnlyMemory<int>> rows, int ids)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(rows[row].Length, ids, nameof(rows));
        }
    }

    /// <param name="rows">What is run.</param>
    /// <param name="names">Outputs, the state behind the rows last.</param>
    /// <param name="read">Takes a run's outputs.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    private async Task<(TimeSpan Queue, TimeSpan Compute)> RunAsync(
        Rows rows, string[] names, Action<IReadOnlyList<OrtValue>, Piece> read, CancellationToken cancellationToken)
    {
        TimeSpan queue = TimeSpan.Zero, compute = TimeSpan.Zero;
        bool admitted = false;
        int budget = rules.Bulk.MaxTokens;
        foreach (var block in LengthPlan.Cut([.. rows.Ids.Select(row => row.Length)], budget))
        {
            // A row longer than the budget is alone in its block. It is read in pieces, each from the state that the one before left:
            // others come between.
            var state = rows.From;
            int steps = block.Longest - rows.Spared, most = block.Rows.Length == 1 ? budget : steps;
            for (int start = 0; start < steps; start += most)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var piece = new Piece(block.Rows, start, Math.Min(most, steps - start), IsLast: start + most >= steps);
                var before = state;
                var (waited, ran) = await gate.RunAsync(
                    ForwardLane.Bulk,
                    admitted,
                    CharacterCost.Tokens((long)piece.Rows.Length * piece.Steps),
                    () => state = Run(rows, before, piece, names, read),
                    time,
                    cancellationToken).ConfigureAwait(false);
                admitted = true;
                queue += waited;
                compute += ran;
            }
        }

        return (queue, compute);
    }

    /// <returns>The state to go on from; empty behind the last piece.</returns>
    private float[] Run(Rows rows, ReadOnlyMemory<float> from, Piece piece, string[] names, Action<IReadOnlyList<OrtValue>, Piece> read)
    {
        // What stands behind a row's end is read by nobody.
        int count = piece.Rows.Length, steps = piece.Steps;
        long[] ids = ArrayPool<long>.Shared.Rent(count * steps);
        try
        {
            ids.AsSpan(0, count * steps).Clear();
            for (int place = 0; place < count; place++)
            {
                var row = rows.Ids[piece.Rows.Span[place]].Span[piece.Start..^rows.Spared];
                for (int i = 0; i < Math.Min(row.Length, steps); i++)
                {
                    ids[(place * steps) + i] = row[i];
                }
            }

            using var idValue = OrtValue.CreateTensorValueFromMemory(
                OrtMemoryInfo.DefaultInstance, ids.AsMemory(0, count * steps), [count, steps]);
            using var stateValue = new RecurrentState(from, shape.Layers, shape.StateWidth).Before(count);
            var session = _forward.Enter();
            try
            {
                using var outputs = session.Run(InputNames, [idValue, stateValue], names);
                read(outputs, piece);
                return piece.IsLast
                    ? []
                    : OutputValues.Of(outputs[^1], (long)piece.Rows.Length * shape.Layers * shape.StateWidth).ToArray();
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

    /// <summary>A row's steps of [B,T,width] to where they stand in the text, without its first step and its padding.</summary>
    private static void CopySteps(OrtValue values, int place, Piece piece, int width, Span<float> to)
    {
        int first = piece.Start == 0 ? 1 : 0, count = Math.Min(piece.Steps, (to.Length / width) + 1 - piece.Start) - first;
        OutputValues.Of(values, (long)piece.Rows.Length * piece.Steps * width).Slice(((place * piece.Steps) + first) * width, count * width)
            .CopyTo(to[((piece.Start + first - 1) * width)..]);
    }

    private void ReadBits(OrtValue values, IReadOnlyList<ReadOnlyMemory<int>> rows, Piece piece, float[][] bits)
    {
        var logits = OutputValues.Of(values, (long)piece.Rows.Length * piece.Steps * shape.Characters);
        for (int place = 0; place < piece.Rows.Length; place++)
        {
            int index = piece.Rows.Span[place];
            var row = rows[index].Span;
            for (int i = piece.Start; i < Math.Min(row.Length - 1, piece.Start + piece.Steps); i++)
            {
                bits[index][i] = Surprisal.Of(
                    logits.Slice(((place * piece.Steps) + i - piece.Start) * shape.Characters, shape.Characters), row[i + 1]);
            }
        }
    }

    /// <param name="Ids">At least one a row.</param>
    /// <param name="From">[L,H], the state before all of them; empty at a text's beginning.</param>
    /// <param name="Spared">Ids at a row's end that are not run.</param>
    private readonly record struct Rows(IReadOnlyList<ReadOnlyMemory<int>> Ids, ReadOnlyMemory<float> From = default, int Spared = 0);

    /// <param name="Rows">Indices into the rows of the call, that run together.</param>
    /// <param name="Start">First step of it; above 0 only of a row alone.</param>
    /// <param name="Steps">Of the run; every row is padded to them.</param>
    /// <param name="IsLast">Whether the rows end in it.</param>
    private readonly record struct Piece(ReadOnlyMemory<int> Rows, int Start, int Steps, bool IsLast);
}
