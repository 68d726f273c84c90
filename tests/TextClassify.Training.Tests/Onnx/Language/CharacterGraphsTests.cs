using TextClassify.Models.Language;
using TextClassify.Training.Nets;
using TextClassify.Training.Onnx.Language;
using static TextClassify.Training.Tests.Onnx.Language.SmallCharacterNet;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Onnx.Language;

/// <summary>Both graphs of a multi-zone language model against its Torch net and against each other.</summary>
public sealed class CharacterGraphsTests
{
    private const int Rows = 3;
    private const int Steps = 9;
    private const double Parity = 1e-4;
    private const double Exact = 1e-5;

    public static TheoryData<CompositionKind> Compositions => [CompositionKind.Attention, CompositionKind.Routing, CompositionKind.Mixing];

    [Theory]
    [MemberData(nameof(SmallCharacterNet.All), MemberType = typeof(SmallCharacterNet))]
    public void Forward_FromAState_IsTheTorchNetsOwn(CompositionKind composition, bool layerNorm, int layers)
    {
        var options = Options(composition, layerNorm, layers);
        using var scope = NewDisposeScope();
        var net = Net(options);
        long[] ids = Ids(Rows * Steps);
        float[] state = State(layers, Rows);
        var carried = Enumerable.Range(0, layers).Select(layer => tensor(Layer(state, layer, Rows), [Rows, StateWidth])).ToArray();

        var (logits, states) = net.Forward(tensor(ids, [Rows, Steps]).t(), carried, default, training: false);
        using var run = new GraphRun(new CharacterGraphs(options, net.ToWeightTable(), zoneout: 0).Forward());

        AssertEqual(logits.transpose(0, 1), Run(run, LanguageGraph.Logits, ids, [Rows, Steps], state, layers), Parity);
        AssertEqual(states.transpose(0, 1), Run(run, LanguageGraph.States, ids, [Rows, Steps], state, layers), Parity);
        AssertEqual(stack(carried, 0), Run(run, LanguageGraph.NextState, ids, [Rows, Steps], state, layers), Parity);
        Assert.All(Run(run, LanguageGraph.Zones, ids, [Rows, Steps], state, layers), zone => Assert.True(float.IsFinite(zone)));
    }

    [Theory]
    [MemberData(nameof(Compositions))]
    public void OneStep_CharacterByCharacter_IsTheWholeSequence(CompositionKind composition)
    {
        var (forward, step) = Graphs(composition);
        using var whole = forward;
        using var single = step;
        long[] ids = Ids(Steps);
        float[] expected = Run(whole, LanguageGraph.Logits, ids, [1, Steps], State(2, 1), 2);

        float[] state = State(2, 1);
        var logits = new List<float>();
        foreach (long id in ids)
        {
            logits.AddRange(Run(single, LanguageGraph.Logits, [id], [1], state, 2));
            state = Run(single, LanguageGraph.NextState, [id], [1], state, 2);
        }

        AssertEqual(expected, [.. logits], Exact);
        AssertEqual(Run(whole, LanguageGraph.NextState, ids, [1, Steps], State(2, 1), 2), state, Exact);
    }

    [Theory]
    [MemberData(nameof(Compositions))]
    public void Forward_StateCarriedOverACut_IsOneLongRun(CompositionKind composition)
    {
        const int Cut = 4;
        var (forward, step) = Graphs(composition);
        using var whole = forward;
        step.Dispose();
        long[] ids = Ids(Steps);
        float[] zero = new float[2 * StateWidth];
        float[] expected = Run(whole, LanguageGraph.Logits, ids, [1, Steps], zero, 2);

        float[] first = Run(whole, LanguageGraph.Logits, ids[..Cut], [1, Cut], zero, 2);
        float[] carried = Run(whole, LanguageGraph.NextState, ids[..Cut], [1, Cut], zero, 2);
        float[] second = Run(whole, LanguageGraph.Logits, ids[Cut..], [1, Steps - Cut], carried, 2);

        AssertEqual(expected, [.. first, .. second], Exact);
    }

    [Theory]
    [MemberData(nameof(Compositions))]
    public void Forward_PaddedInABatch_IsTheTextAlone(CompositionKind composition)
    {
        const int Short = 5;
        var (forward, step) = Graphs(composition);
        using var whole = forward;
        step.Dispose();
        long[] longText = Ids(Steps), text = [.. Ids(2 * Steps)[Steps..(Steps + Short)]];
        float[] alone = Run(whole, LanguageGraph.Logits, text, [1, Short], new float[2 * StateWidth], 2);

        long[] batch = [.. longText, .. text, .. new long[Steps - Short]];
        float[] together = Run(whole, LanguageGraph.Logits, batch, [2, Steps], new float[2 * 2 * StateWidth], 2);

        AssertEqual(alone, together[(Steps * Characters)..((Steps + Short) * Characters)], Exact);
    }

    /// <summary>Zoneout of a share z keeps, in expectation, z of the state: every change is 1 - z of what it would be.</summary>
    [Fact]
    public void OneStep_Zoneout_ShrinksTheChange()
    {
        var options = Options(CompositionKind.Mixing, layerNorm: true, layers: 1);
        using var scope = NewDisposeScope();
        var weights = Net(options).ToWeightTable();
        using var plain = new GraphRun(new CharacterGraphs(options, weights, zoneout: 0).OneStep());
        using var zoned = new GraphRun(new CharacterGraphs(options, weights, zoneout: 0.25).OneStep());
        float[] state = State(1, 1);

        float[] full = Run(plain, LanguageGraph.NextState, [3], [1], state, 1);
        float[] less = Run(zoned, LanguageGraph.NextState, [3], [1], state, 1);

        for (int unit = 0; unit < StateWidth; unit++)
        {
            Assert.Equal(0.75 * (full[unit] - state[unit]), less[unit] - state[unit], Exact);
        }
    }

    [Fact]
    public void Constructor_AnLstm_IsRefused()
    {
        using var scope = NewDisposeScope();
        var options = new CharacterNetOptions { Transition = TransitionKind.Lstm, EmbeddingWidth = 4, StateWidth = 4 };

        Assert.Throws<ArgumentException>(
            () => new CharacterGraphs(options, new CharacterNet(options, Characters).ToWeightTable(), zoneout: 0));
    }

    private static (GraphRun Forward, GraphRun Step) Graphs(CompositionKind composition)
    {
        var options = Options(composition, layerNorm: true, layers: 2);
        using var scope = NewDisposeScope();
        var graphs = new CharacterGraphs(options, Net(options).ToWeightTable(), zoneout: 0);
        return (new GraphRun(graphs.Forward()), new GraphRun(graphs.OneStep()));
    }

    private static long[] Ids(int count)
    {
        var random = new Random(92);
        return [.. Enumerable.Range(0, count).Select(_ => (long)random.Next(Characters))];
    }

    private static float[] State(int layers, int rows)
    {
        var random = new Random(93);
        return [.. Enumerable.Range(0, layers * rows * StateWidth).Select(_ => (random.NextSingle() * 2) - 1)];
    }

    private static float[] Layer(float[] state, int layer, int rows) =>
        state[(layer * rows * StateWidth)..((layer + 1) * rows * StateWidth)];

    private static float[] Run(GraphRun run, string output, long[] ids, long[] shape, float[] state, int layers)
    {
        using var idValue = GraphRun.Longs(ids, shape);
        using var stateValue = GraphRun.Floats(state, layers, shape[0], StateWidth);
        return run.Run(output, (LanguageGraph.CharacterIds, idValue), (LanguageGraph.State, stateValue)).Values;
    }

    private static void AssertEqual(Tensor expected, float[] actual, double tolerance) =>
        AssertEqual(Crnn.Values(expected.contiguous()).ToArray(), actual, tolerance);

    private static void AssertEqual(float[] expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance);
        }
    }
}
