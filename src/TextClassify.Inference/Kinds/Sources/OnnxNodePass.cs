using TextClassify.Communication;
using TextClassify.Models.Sources;

namespace TextClassify.Inference.Kinds.Sources;

/// <summary>Runs the three graphs for one source, in the slots that all models share.</summary>
/// <param name="sessions">Another's.</param>
/// <param name="manifest">Fits the graphs.</param>
/// <param name="slots">Shared by all models.</param>
/// <param name="time">Measures queue and compute.</param>
internal sealed class OnnxNodePass(SharedSources sessions, SourcesManifest manifest, RunSlots slots, TimeProvider time) : INodePass
{
    private readonly int _state = manifest.Shape.StateWidth;
    private readonly int _width = manifest.Communication.ReadWidth;

    public EvidenceShape Evidence { get; } = new(manifest.Shape.Aspects, manifest.Shape.Classes);

    public int MessageWidth => manifest.Communication.MessageWidth;

    public async Task<NodeText> ReadAsync(int role, ReadOnlyMemory<int> ids, CancellationToken cancellationToken)
    {
        NodeText? read = null;
        await RunAsync(ids.Length, open => read = Read(open, role, ids.Span), cancellationToken).ConfigureAwait(false);
        return read!;
    }

    public async Task<float[]> StepAsync(
        NodeText text, float[] states, ReadOnlyMemory<float> heard, bool readOut, CancellationToken cancellationToken)
    {
        float[] told = [];
        int variants = states.Length / _state;
        await RunAsync(
            variants,
            open =>
            {
                told = heard.Length > 0 ? Step(open.Node, text.Role, states, heard) : told;
                if (readOut)
                {
                    told = Parts(open.Readout, text, states);
                }
            },
            cancellationToken).ConfigureAwait(false);
        return told;
    }

    public async Task<float[]> TokensAsync(
        NodeText text, ReadOnlyMemory<float> state, ReadOnlyMemory<float> peaksAndSums, CancellationToken cancellationToken)
    {
        float[] shares = new float[text.Length * Evidence.Classes];
        await RunAsync(
            text.Length,
            open =>
            {
                using var outputs = ReadOut(open.Readout, text, state, 1);
                float[] merged = new float[Evidence.Length];
                peaksAndSums.Span.CopyTo(merged);
                int scores = text.Length * Evidence.Aspects;
                SourceEvidence.Tokens(
                    OutputValues.Of(outputs[0], scores),
                    OutputValues.Of(outputs[1], (long)scores * Evidence.Classes),
                    Evidence,
                    new EvidencePart(merged, Evidence),
                    shares);
            },
            cancellationToken).ConfigureAwait(false);
        return shares;
    }

    private Task<(TimeSpan Queue, TimeSpan Compute)> RunAsync(
        int tokens, Action<SourcesSessions> run, CancellationToken cancellationToken) => slots.RunAsync(
        ForwardLane.Interactive, admitted: false, tokens, () => sessions.Run(run), time, cancellationToken);

    private NodeText Read(SourcesSessions open, int role, ReadOnlySpan<int> ids)
    {
        long[] row = new long[ids.Length];
        for (int token = 0; token < row.Length; token++)
        {
            row[token] = ids[token];
        }

        using var idValue = OrtValue.CreateTensorValueFromMemory(row, [1, row.Length]);
        using var length = OrtValue.CreateTensorValueFromMemory(new long[] { row.Length }, [1]);
        using var roleValue = OrtValue.CreateTensorValueFromMemory(new long[] { role }, [1]);
        using var outputs = open.Read.Run(SourcesNames.ReadInputs, [idValue, length, roleValue], SourcesNames.ReadOutputs);
        return new NodeText(
            role,
            row.Length,
            OutputValues.Of(outputs[0], (long)row.Length * _width).ToArray(),
            OutputValues.Of(outputs[1], _state).ToArray(),
            OutputValues.Of(outputs[2], MessageWidth).ToArray());
    }

    private float[] Step(GraphSession node, int role, float[] states, ReadOnlyMemory<float> heard)
    {
        int variants = states.Length / _state;
        long[] roles = new long[variants];
        Array.Fill(roles, role);
        using var stateValue = OrtValue.CreateTensorValueFromMemory(states, [variants, _state]);
        using var heardValue = OrtValue.CreateTensorValueFromMemory(heard.ToArray(), [variants, MessageWidth]);
        using var roleValue = OrtValue.CreateTensorValueFromMemory(roles, [variants]);
        using var outputs = node.Run(SourcesNames.NodeInputs, [stateValue, heardValue, roleValue], SourcesNames.NodeOutputs);
        OutputValues.Of(outputs[0], states.Length).CopyTo(states);
        return OutputValues.Of(outputs[1], (long)variants * MessageWidth).ToArray();
    }

    private float[] Parts(GraphSession readout, NodeText text, float[] states)
    {
        int variants = states.Length / _state, scoreWidth = text.Length * Evidence.Aspects;
        float[] parts = new float[variants * Evidence.Length];
        int block = Math.Max(1, CaseRun.MostNumbers / (scoreWidth * (1 + Evidence.Classes)));
        for (int start = 0; start < variants; start += block)
        {
            int count = Math.Min(block, variants - start);
            using var outputs = ReadOut(readout, text, states.AsMemory(start * _state, count * _state), count);
            var scores = OutputValues.Of(outputs[0], (long)count * scoreWidth);
            var values = OutputValues.Of(outputs[1], (long)count * scoreWidth * Evidence.Classes);
            for (int i = 0; i < count; i++)
            {
                SourceEvidence.Gather(
                    scores.Slice(i * scoreWidth, scoreWidth),
                    values.Slice(i * scoreWidth * Evidence.Classes, scoreWidth * Evidence.Classes),
                    Evidence,
                    new EvidencePart(parts.AsSpan((start + i) * Evidence.Length, Evidence.Length), Evidence));
            }
        }

        return parts;
    }

    private IDisposableReadOnlyCollection<OrtValue> ReadOut(GraphSession readout, NodeText text, ReadOnlyMemory<float> states, int count)
    {
        using var tokens = OrtValue.CreateTensorValueFromMemory(text.Tokens, [1, text.Length, _width]);
        using var texts = OrtValue.CreateTensorValueFromMemory(new long[count], [count]);
        using var state = OrtValue.CreateTensorValueFromMemory(states.ToArray(), [count, _state]);
        return readout.Run(SourcesNames.ReadoutInputs, [tokens, texts, state], SourcesNames.ReadoutOutputs);
    }
}
