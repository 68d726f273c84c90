using TextClassify.Models.Translator;
using TextClassify.Translation;

namespace TextClassify.Inference.Kinds.Translator;

/// <summary>Runs <see cref="TranslatorManifest.WriteFile"/> on its own memory, all of a source's texts in one run a symbol.</summary>
internal sealed class OnnxTranslationWriter : ITranslationWriter
{
    private static readonly string[] InputNames =
        [TranslatorGraph.Symbols, TranslatorGraph.State, TranslatorGraph.Memory, TranslatorGraph.Keys];

    private static readonly string[] OutputNames = [TranslatorGraph.Logits, TranslatorGraph.NextState, TranslatorGraph.Attention];

    private readonly SharedSession _session;
    private readonly TranslatorShape _shape;
    private readonly RunSlots _gate;
    private readonly TimeProvider _time;
    private readonly Action _step;
    private readonly OrtValue _memory;
    private readonly OrtValue _keys;
    private readonly int _sources;
    private readonly long[] _ids;
    private readonly float[] _states;
    private readonly float[] _next;
    private readonly float[] _logits;
    private readonly float[] _attention;
    private int _rows;

    public OnnxTranslationWriter(
        SharedSession session,
        TranslatorShape shape,
        (float[] Memory, float[] Keys, float[] State) source,
        int mostRows,
        RunSlots gate,
        TimeProvider time)
    {
        (_session, _shape, _gate, _time, _step) = (session, shape, gate, time, Step);
        _sources = source.Memory.Length / shape.ReaderWidth;
        _memory = OrtValue.CreateTensorValueFromMemory(source.Memory, [_sources, shape.ReaderWidth]);
        _keys = OrtValue.CreateTensorValueFromMemory(source.Keys, [shape.WriterWidth, _sources]);
        _ids = new long[mostRows];
        (_states, _next) = (new float[mostRows * shape.WriterWidth], new float[mostRows * shape.WriterWidth]);
        (_logits, _attention) = (new float[mostRows * shape.Symbols], new float[mostRows * _sources]);
        source.State.CopyTo(_next, 0);
    }

    public ReadOnlyMemory<float> Logits => _logits.AsMemory(0, _rows * _shape.Symbols);

    public ReadOnlyMemory<float> Attention => _attention.AsMemory(0, _rows * _sources);

    public (TimeSpan Queue, TimeSpan Compute) Times { get; set; }

    public async ValueTask StepAsync(ReadOnlyMemory<int> ids, ReadOnlyMemory<int> parents, CancellationToken cancellationToken)
    {
        int width = _shape.WriterWidth, before = Math.Max(1, _rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Length, _ids.Length, nameof(ids));
        for (int row = 0; row < ids.Length; row++)
        {
            int parent = parents.Span[row];
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(parent, before, nameof(parents));
            _ids[row] = ids.Span[row];
            _next.AsSpan(parent * width, width).CopyTo(_states.AsSpan(row * width));
        }

        _rows = ids.Length;
        var (queue, compute) = await _gate.RunAsync(
            ForwardLane.Bulk, admitted: true, CharacterCost.Tokens(_rows), _step, _time, cancellationToken).ConfigureAwait(false);
        Times = (Times.Queue + queue, Times.Compute + compute);
    }

    public void Dispose()
    {
        _memory.Dispose();
        _keys.Dispose();
    }

    private void Step()
    {
        using var ids = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _ids.AsMemory(0, _rows), [_rows]);
        using var states = OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, _states.AsMemory(0, _rows * _shape.WriterWidth), [_rows, _shape.WriterWidth]);
        var session = _session.Enter();
        try
        {
            using var outputs = session.Run(InputNames, [ids, states, _memory, _keys], OutputNames);
            OutputValues.Of(outputs[0], Logits.Length).CopyTo(_logits);
            OutputValues.Of(outputs[1], (long)_rows * _shape.WriterWidth).CopyTo(_next);
            OutputValues.Of(outputs[2], Attention.Length).CopyTo(_attention);
        }
        finally
        {
            _session.Leave();
        }
    }
}
