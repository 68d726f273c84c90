using TextClassify.Communication;
using TextClassify.Models.Sources;

namespace TextClassify.Inference.Kinds.Sources;

/// <summary>
/// One run of a block of cases: every source is read once, then every variant of every case has a node a source, which exchange messages
/// and say what they have to say.
/// </summary>
internal sealed class CaseRun
{
    /// <summary>Numbers of a readout that are held at a time.</summary>
    public const int MostNumbers = 1 << 22;

    private readonly SourcesSessions _sessions;
    private readonly SourcesManifest _manifest;
    private readonly ReadOnlyMemory<float> _bias;
    private readonly CaseRow[] _cases;
    private readonly EvidenceShape _shape;
    private readonly SourceRow[] _texts;
    private readonly Node[] _nodes;
    private readonly int _longest;

    public CaseRun(SourcesSessions sessions, SourcesManifest manifest, ReadOnlyMemory<float> bias, CaseRow[] cases)
    {
        (_sessions, _manifest, _bias, _cases) = (sessions, manifest, bias, cases);
        _shape = new EvidenceShape(manifest.Shape.Aspects, manifest.Shape.Classes);
        _texts = [.. cases.SelectMany(one => one.Sources)];
        _longest = _texts.Max(text => text.Ids.Length);
        var nodes = new List<Node>();
        int text = 0;
        foreach (var one in cases)
        {
            foreach (var variant in one.Variants)
            {
                int first = nodes.Count;
                for (int source = 0; source < one.Sources.Count; source++)
                {
                    nodes.Add(new Node(text + source, first, source, variant)
                    {
                        IsFirst = ReferenceEquals(variant, one.Variants[0]),
                    });
                }
            }

            text += one.Sources.Count;
        }

        _nodes = [.. nodes];
    }

    /// <summary>What every logit holds before any token speaks.</summary>
    public static float[] Bias(GraphSession readout, SourcesManifest manifest)
    {
        using var tokens = OrtValue.CreateTensorValueFromMemory(
            new float[manifest.Communication.ReadWidth], [1, 1, manifest.Communication.ReadWidth]);
        using var texts = OrtValue.CreateTensorValueFromMemory(new long[1], [1]);
        using var state = OrtValue.CreateTensorValueFromMemory(new float[manifest.Shape.StateWidth], [1, manifest.Shape.StateWidth]);
        using var outputs = readout.Run(SourcesNames.ReadoutInputs, [tokens, texts, state], SourcesNames.BiasOutput);
        return OutputValues.Of(outputs[0], manifest.Shape.Classes).ToArray();
    }

    /// <param name="tokens">Whether the tokens' shares in each case's first variant are told.</param>
    /// <param name="readings">Gets one a case.</param>
    public void Answer(bool tokens, Span<CaseReading> readings)
    {
        using var read = Read();
        var told = new NodeStates(_cases, _manifest.Shape.StateWidth);
        float[] states = Exchange(read[1], read[2], told);
        float[] parts = new float[_nodes.Length * _shape.Length];
        var kept = new (float[] Scores, float[] Values)[_nodes.Length];
        ReadOut(read[0], states, tokens, parts, kept);
        var merge = new CaseMerge(_shape, _bias, parts, kept);
        for (int i = 0; i < _cases.Length; i++)
        {
            readings[i] = merge.Next(_cases[i]) with { States = told.Next(_cases[i]) };
        }
    }

    private IDisposableReadOnlyCollection<OrtValue> Read()
    {
        int rows = _texts.Length;
        long[] ids = new long[rows * _longest], lengths = new long[rows], roles = new long[rows];
        for (int row = 0; row < rows; row++)
        {
            var text = _texts[row].Ids.Span;
            (lengths[row], roles[row]) = (text.Length, _texts[row].Role);
            for (int token = 0; token < text.Length; token++)
            {
                ids[(row * _longest) + token] = text[token];
            }
        }

        using var idValue = OrtValue.CreateTensorValueFromMemory(ids, [rows, _longest]);
        using var lengthValue = OrtValue.CreateTensorValueFromMemory(lengths, [rows]);
        using var roleValue = OrtValue.CreateTensorValueFromMemory(roles, [rows]);
        return _sessions.Read.Run(SourcesNames.ReadInputs, [idValue, lengthValue, roleValue], SourcesNames.ReadOutputs);
    }

    /// <summary>The state of every node behind its last exchange.</summary>
    private float[] Exchange(OrtValue read, OrtValue sent, NodeStates told)
    {
        int state = _manifest.Shape.StateWidth, width = _manifest.Communication.MessageWidth, count = _nodes.Length;
        float[] states = new float[count * state], messages = new float[count * width], heard = new float[count * width];
        long[] roles = new long[count];
        var first = OutputValues.Of(read, (long)_texts.Length * state);
        var said = OutputValues.Of(sent, (long)_texts.Length * width);
        for (int i = 0; i < count; i++)
        {
            int text = _nodes[i].Text;
            first.Slice(text * state, state).CopyTo(states.AsSpan(i * state));
            said.Slice(text * width, width).CopyTo(messages.AsSpan(i * width));
            roles[i] = _texts[text].Role;
        }

        told.Keep(states);
        for (int round = 0; round < _manifest.Communication.Rounds; round++)
        {
            Hear(round, messages, heard, width);
            using var stateValue = OrtValue.CreateTensorValueFromMemory(states, [count, state]);
            using var heardValue = OrtValue.CreateTensorValueFromMemory(heard, [count, width]);
            using var roleValue = OrtValue.CreateTensorValueFromMemory(roles, [count]);
            using var outputs = _sessions.Node.Run(
                SourcesNames.NodeInputs, [stateValue, heardValue, roleValue], SourcesNames.NodeOutputs);
            OutputValues.Of(outputs[0], states.Length).CopyTo(states);
            OutputValues.Of(outputs[1], messages.Length).CopyTo(messages);
            told.Keep(states);
        }

        return states;
    }

    /// <summary>The mean of what reaches each node; a node that nothing reaches keeps what it heard last.</summary>
    private void Hear(int round, float[] messages, float[] heard, int width)
    {
        for (int i = 0; i < _nodes.Length; i++)
        {
            var (_, first, source, variant) = _nodes[i];
            uint from = round < variant.Rounds ? variant.Hears[source] : 0;
            MessageMean.Hear(from, messages.AsSpan(first * width, variant.Hears.Count * width), heard.AsSpan(i * width, width));
        }
    }

    private void ReadOut(OrtValue tokens, float[] states, bool keep, float[] parts, (float[] Scores, float[] Values)[] kept)
    {
        int width = _manifest.Shape.StateWidth, perNode = _longest * _shape.Aspects * (1 + _shape.Classes);
        int block = Math.Max(1, MostNumbers / perNode);
        for (int start = 0; start < _nodes.Length; start += block)
        {
            int count = Math.Min(block, _nodes.Length - start);
            long[] texts = new long[count];
            for (int i = 0; i < count; i++)
            {
                texts[i] = _nodes[start + i].Text;
            }

            using var textValue = OrtValue.CreateTensorValueFromMemory(texts, [count]);
            using var stateValue = OrtValue.CreateTensorValueFromMemory<float>(
                OrtMemoryInfo.DefaultInstance, states.AsMemory(start * width, count * width), [count, width]);
            using var outputs = _sessions.Readout.Run(
                SourcesNames.ReadoutInputs, [tokens, textValue, stateValue], SourcesNames.ReadoutOutputs);
            int scoreWidth = _longest * _shape.Aspects, valueWidth = scoreWidth * _shape.Classes;
            var scores = OutputValues.Of(outputs[0], (long)count * scoreWidth);
            var values = OutputValues.Of(outputs[1], (long)count * valueWidth);
            for (int i = 0; i < count; i++)
            {
                var node = _nodes[start + i];
                int length = _texts[node.Text].Ids.Length * _shape.Aspects;
                var a = scores.Slice(i * scoreWidth, length);
                var v = values.Slice(i * valueWidth, length * _shape.Classes);
                SourceEvidence.Gather(
                    a, v, _shape, new EvidencePart(parts.AsSpan((start + i) * _shape.Length, _shape.Length), _shape));
                if (keep && node.IsFirst)
                {
                    kept[start + i] = (a.ToArray(), v.ToArray());
                }
            }
        }
    }

    /// <param name="Text">That it has read.</param>
    /// <param name="First">Node of the first source of its case and variant.</param>
    /// <param name="Source">Its place in the case.</param>
    /// <param name="Variant">Whom it hears.</param>
    private readonly record struct Node(int Text, int First, int Source, CaseVariant Variant)
    {
        /// <summary>Whether it is of its case's first variant.</summary>
        public bool IsFirst { get; init; }
    }
}
