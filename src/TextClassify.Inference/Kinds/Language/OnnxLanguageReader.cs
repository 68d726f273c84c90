using TextClassify.Models.Language;

namespace TextClassify.Inference.Kinds.Language;

/// <summary>
/// Runs <see cref="LanguageManifest.StepFile"/> on its own memory: two states take turns. Each character waits
/// its turn at the gate, among explanations and streams, so that a long text does not hold up others.
/// </summary>
internal sealed class OnnxLanguageReader : ILanguageReader
{
    private static readonly string[] InputNames = [LanguageGraph.CharacterIds, LanguageGraph.State];
    private static readonly string[] OutputNames = [LanguageGraph.Logits, LanguageGraph.NextState];

    private readonly SharedSession _session;
    private readonly RunSlots _gate;
    private readonly TimeProvider _time;
    private readonly Action _step;
    private readonly long[] _id = new long[1];
    private readonly float[] _logits;
    private readonly OrtValue _idValue;
    private readonly OrtValue _logitValue;
    private readonly OrtValue[] _states;
    private readonly OrtValue[][] _inputs;
    private readonly OrtValue[][] _outputs;
    private bool _admitted;
    private int _current;

    public OnnxLanguageReader(SharedSession session, LanguageShape shape, RunSlots gate, TimeProvider time)
    {
        (_session, _gate, _time, _step) = (session, gate, time, Step);
        _logits = new float[shape.Characters];
        int width = shape.Layers * shape.StateWidth;
        _idValue = OrtValue.CreateTensorValueFromMemory(_id, [1]);
        _logitValue = OrtValue.CreateTensorValueFromMemory(_logits, [1, shape.Characters]);
        _states = [State(), State()];
        _inputs = [[_idValue, _states[0]], [_idValue, _states[1]]];
        _outputs = [[_logitValue, _states[1]], [_logitValue, _states[0]]];

        OrtValue State() => OrtValue.CreateTensorValueFromMemory(new float[width], [shape.Layers, 1, shape.StateWidth]);
    }

    public async ValueTask ReadAsync(int id, Memory<float> logits, CancellationToken cancellationToken)
    {
        _id[0] = id;
        await _gate.RunAsync(ForwardLane.Bulk, _admitted, CharacterCost.Tokens(1), _step, _time, cancellationToken).ConfigureAwait(false);
        _admitted = true;
        _current = 1 - _current;
        _logits.CopyTo(logits);
    }

    private void Step()
    {
        var session = _session.Enter();
        try
        {
            session.Run(InputNames, _inputs[_current], OutputNames, _outputs[_current]);
        }
        finally
        {
            _session.Leave();
        }
    }

    public void Dispose()
    {
        _idValue.Dispose();
        _logitValue.Dispose();
        Array.ForEach(_states, state => state.Dispose());
    }
}
