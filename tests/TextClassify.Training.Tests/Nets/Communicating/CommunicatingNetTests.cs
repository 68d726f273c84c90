using TextClassify.Training.Nets;
using TextClassify.Training.Nets.Communicating;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Nets.Communicating;

public sealed class CommunicatingNetTests
{
    private const int Steps = 6;
    private const int Rows = 3;
    private const int Width = 5;
    private const int Classes = 3;

    public static TheoryData<AggregationKind, ReadoutKind> Kinds =>
        new MatrixTheoryData<AggregationKind, ReadoutKind>(
            [AggregationKind.Mean, AggregationKind.Sum, AggregationKind.Gated, AggregationKind.Attend],
            [ReadoutKind.State, ReadoutKind.Steps]);

    /// <summary>One node hears nothing: Torch's own layer over [x ; r ; 0], with a step of zeros for each round.</summary>
    [Fact]
    public void Forward_OneNode_IsAPlainGruWithAZeroContext()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var options = Options(AggregationKind.Mean, ReadoutKind.State);
        var net = Create(options, nodes: 1);
        var inputs = Inputs(nodes: 1);
        var plain = nn.GRU(Width + options.RoleWidth + options.MessageWidth, options.StateWidth);
        foreach (var (name, weight) in plain.named_parameters())
        {
            weight.copy_(Weight(net, $"cell.{name}"));
        }

        var role = Weight(net, "role.weight").view(1, 1, -1).expand(Steps + options.Rounds, Rows, -1);
        var series = cat([inputs.squeeze(2), zeros(options.Rounds, Rows, Width)], 0);
        var (_, last) = plain.call(cat([series, role, zeros(Steps + options.Rounds, Rows, options.MessageWidth)], 2));
        var words = last[0].matmul(Weight(net, "readout.word")).Plus(Weight(net, "readout.bias")).tanh();
        var values = words.matmul(Weight(net, "output.weight")).view(Rows, options.Aspects, Classes).sum([1L]);

        var own = net.Forward(inputs, Arrivals.All(Rows, 1)).Last.Own.squeeze(1);

        AssertClose(values.Plus(Weight(net, "output.bias")), own, 1e-6);
    }

    /// <summary>Every message lost is the net that sends none, to the last bit.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Forward_NothingArrives_IsTheNetThatSendsNothing(AggregationKind aggregation, ReadoutKind readout)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var options = Options(aggregation, readout);
        var net = Create(options, nodes: 4);
        var silent = Create(options with { Aggregation = AggregationKind.None }, nodes: 4);
        silent.Load(net.ToWeightTable());
        var inputs = Inputs(nodes: 4);
        var lost = Arrivals.All(Rows, 4) with { Kept = () => zeros(Rows, 4, 4) };

        var (expected, actual) = (silent.Forward(inputs, Arrivals.All(Rows, 4)).Last, net.Forward(inputs, lost).Last);

        Assert.Equal(Numbers(expected.Own), Numbers(actual.Own));
        Assert.Equal(Numbers(expected.Merged), Numbers(actual.Merged));
        Assert.NotEqual(Numbers(actual.Own), Numbers(net.Forward(inputs, Arrivals.All(Rows, 4)).Last.Own));
    }

    /// <summary>Nodes in another order give the same answers in that order, where no role tells them apart.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Forward_NodesInAnotherOrder_GivesTheirAnswersInThatOrder(AggregationKind aggregation, ReadoutKind readout)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var net = Create(Options(aggregation, readout) with { RoleWidth = 0 }, nodes: 4);
        var inputs = Inputs(nodes: 4);
        var order = tensor((long[])[2, 0, 3, 1]);
        var arrivals = new Arrivals(tensor((float[])[1, 1, 1, 1, 1, 0, 1, 1, 0, 1, 1, 0], [Rows, 4]));

        var straight = net.Forward(inputs, arrivals).Last;
        var turned = net.Forward(inputs.index_select(2, order), new(arrivals.Present.index_select(1, order))).Last;

        AssertClose(straight.Own.index_select(1, order), turned.Own, 1e-6);
        AssertClose(straight.Merged, turned.Merged, 1e-6);
    }

    /// <summary>
    /// On a path, what a node says after E exchanges hangs on nodes at most E away and on no other, exactly.
    /// </summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    [InlineData(3, 2)]
    public void Forward_Path_HearsNoFartherThanTheExchanges(int period, int rounds)
    {
        const int Nodes = 6;
        using var scope = NewDisposeScope();
        var options = Options(AggregationKind.Mean, ReadoutKind.State) with { Graph = GraphKind.Path, Period = period, Rounds = rounds };
        var net = Create(options, Nodes);
        var inputs = Inputs(Nodes).requires_grad_(true);

        net.Forward(inputs, Arrivals.All(Rows, Nodes)).Last.Own.select(1, 0).sum().backward();

        float[] influence = Numbers(inputs.grad!.abs().sum([0L, 1L, 3L]));
        int reach = options.Exchanges(Steps);
        Assert.Equal(period == 0 ? rounds : rounds + 1, reach);
        Assert.All(influence.Take(reach + 1), value => Assert.True(value > 0));
        Assert.All(influence.Skip(reach + 1), value => Assert.Equal(0, value));
    }

    /// <summary>A missing node is neither heard nor merged.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Forward_MissingNode_ChangesNothing(AggregationKind aggregation, ReadoutKind readout)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var net = Create(Options(aggregation, readout), nodes: 3);
        var arrivals = new Arrivals(tensor((float[])[1, 1, 0, 1, 1, 0, 1, 1, 0], [Rows, 3]));
        var inputs = Inputs(nodes: 3);
        var other = inputs.clone();
        other.select(2, 2).FillWith(7);

        var (expected, actual) = (net.Forward(inputs, arrivals).Last, net.Forward(other, arrivals).Last);

        Assert.Equal(Numbers(expected.Merged), Numbers(actual.Merged));
        Assert.Equal(Numbers(expected.Own.narrow(1, 0, 2)), Numbers(actual.Own.narrow(1, 0, 2)));
        Assert.NotEqual(Numbers(expected.Own.select(1, 2)), Numbers(actual.Own.select(1, 2)));
    }

    /// <summary>
    /// Where all are there a sum is a mean. Of nodes that see the same, one that hears three hears by a mean what one that hears one does,
    /// and by a sum something else: it can count.
    /// </summary>
    [Fact]
    public void Forward_Sum_TellsHowManyAreThere()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var options = Options(AggregationKind.Mean, ReadoutKind.State) with { RoleWidth = 0 };
        var mean = Create(options, nodes: 4);
        var sum = Create(options with { Aggregation = AggregationKind.Sum }, nodes: 4);
        sum.Load(mean.ToWeightTable());
        var inputs = Inputs(nodes: 1).expand(Steps, Rows, 4, Width).contiguous();
        var two = new Arrivals(tensor((float[])[1, 1, 0, 0], [1, 4]).expand(Rows, 4).contiguous());

        var (all, few) = (mean.Forward(inputs, Arrivals.All(Rows, 4)).Last.Own, mean.Forward(inputs, two).Last.Own);

        AssertClose(all, sum.Forward(inputs, Arrivals.All(Rows, 4)).Last.Own, 1e-6);
        AssertClose(all.select(1, 0), few.select(1, 0), 1e-6);
        Assert.False(allclose(all.select(1, 0), sum.Forward(inputs, two).Last.Own.select(1, 0), 0, 1e-4));
    }

    /// <summary>Each of 3 exchanges sends a message a directed edge between nodes that are there, whether it arrives or not.</summary>
    [Fact]
    public void Forward_LostMessages_AreCountedAsSent()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var net = Create(Options(AggregationKind.Mean, ReadoutKind.State), nodes: 4);
        var present = tensor((float[])[1, 1, 1, 1, 1, 0, 1, 1, 0, 0, 0, 1], [Rows, 4]);

        var run = net.Forward(Inputs(nodes: 4), new(present) { Kept = () => zeros(Rows, 4, 4) });

        Assert.Equal([36, 18, 0], Numbers(run.Messages));
    }

    /// <summary>A shut gate sends nothing, and its neighbours hear nothing of it.</summary>
    [Fact]
    public void Forward_ShutGates_SendNothing()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var net = Create(Options(AggregationKind.Gated, ReadoutKind.State), nodes: 3);
        Weight(net, "gate.bias").FillWith(-100);
        var hard = Arrivals.All(Rows, 3) with { IsHard = true };

        Assert.Equal([0, 0, 0], Numbers(net.Forward(Inputs(nodes: 3), hard).Messages));
        Weight(net, "gate.bias").FillWith(100);
        Assert.Equal([18, 18, 18], Numbers(net.Forward(Inputs(nodes: 3), hard).Messages));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Forward_EveryRound_EndsWithTheAnswer(AggregationKind aggregation, ReadoutKind readout)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var net = Create(Options(aggregation, readout), nodes: 2);
        var inputs = Inputs(nodes: 2);

        var all = net.Forward(inputs, Arrivals.All(Rows, 2), everyRound: true);
        var last = net.Forward(inputs, Arrivals.All(Rows, 2));

        Assert.Equal(3, all.Answers.Count);
        Assert.Equal(Numbers(last.Last.Own), Numbers(all.Last.Own));
        Assert.NotEqual(Numbers(all.Answers[0].Own), Numbers(all.Answers[1].Own));
    }

    internal static Tensor Weight(NamedNet net, string name) => net.Weights.Single(weight => weight.Key == name).Value;

    internal static float[] Numbers(Tensor values) => [.. values.detach().contiguous().data<float>()];

    private static CommunicatingNetOptions Options(AggregationKind aggregation, ReadoutKind readout) => new()
    {
        StateWidth = 7,
        RoleWidth = 2,
        MessageWidth = 4,
        WordWidth = 6,
        Aspects = readout is ReadoutKind.Steps ? 2 : 1,
        Aggregation = aggregation,
        Readout = readout,
        Period = 4,
        Rounds = 2,
    };

    private static CommunicatingNet Create(CommunicatingNetOptions options, int nodes) =>
        new(options, Width, nodes, Classes, new Generator(11, CPU));

    private static Tensor Inputs(int nodes)
    {
        var draws = new Random(5);
        float[] values = [.. Enumerable.Range(0, Steps * Rows * nodes * Width).Select(_ => draws.NextSingle() - 0.5f)];
        return tensor(values, [Steps, Rows, nodes, Width]);
    }

    private static void AssertClose(Tensor expected, Tensor actual, double tolerance) =>
        Assert.All(Numbers(expected).Zip(Numbers(actual)), pair => Assert.Equal(pair.First, pair.Second, tolerance));
}
