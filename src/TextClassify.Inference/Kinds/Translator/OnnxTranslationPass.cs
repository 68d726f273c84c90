using TextClassify.Models.Translator;
using TextClassify.Translation;

namespace TextClassify.Inference.Kinds.Translator;

/// <summary>
/// Runs both graphs of a translator, behind the same gate as the other kinds and in the bulk lane: each symbol waits its turn, so that a
/// long text does not hold up others.
/// </summary>
internal sealed class OnnxTranslationPass(
    GraphSession read, GraphSession write, TranslatorShape shape, RunSlots gate, TimeProvider time) : ITranslationPass, IDisposable
{
    private static readonly string[] InputNames = [TranslatorGraph.Symbols];
    private static readonly string[] OutputNames = [TranslatorGraph.Memory, TranslatorGraph.Keys, TranslatorGraph.State];

    private readonly SharedSession _read = new(read);
    private readonly SharedSession _write = new(write);

    public TranslatorShape Shape => shape;

    public async Task<ITranslationWriter> ReadAsync(ReadOnlyMemory<int> source, int mostRows, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(source.Length, 1, nameof(source));
        float[] memory = new float[source.Length * shape.ReaderWidth], keys = new float[source.Length * shape.WriterWidth];
        float[] state = new float[shape.WriterWidth];
        var times = await gate.RunAsync(
            ForwardLane.Bulk, admitted: false, CharacterCost.Tokens(source.Length), Run, time, cancellationToken).ConfigureAwait(false);
        return new OnnxTranslationWriter(_write, shape, (memory, keys, state), mostRows, gate, time) { Times = times };

        void Run()
        {
            long[] ids = new long[source.Length];
            for (int i = 0; i < ids.Length; i++)
            {
                ids[i] = source.Span[i];
            }

            using var idValue = OrtValue.CreateTensorValueFromMemory(ids, [ids.Length]);
            var session = _read.Enter();
            try
            {
                using var outputs = session.Run(InputNames, [idValue], OutputNames);
                OutputValues.Of(outputs[0], memory.Length).CopyTo(memory);
                OutputValues.Of(outputs[1], keys.Length).CopyTo(keys);
                OutputValues.Of(outputs[2], state.Length).CopyTo(state);
            }
            finally
            {
                _read.Leave();
            }
        }
    }

    /// <summary>Later calls throw; runs under way end as they would.</summary>
    public void Dispose()
    {
        _read.Dispose();
        _write.Dispose();
    }
}
