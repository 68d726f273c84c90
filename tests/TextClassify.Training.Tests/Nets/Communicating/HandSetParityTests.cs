using TextClassify.Training.Nets;
using TextClassify.Training.Nets.Communicating;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Nets.Communicating;

/// <summary>Nodes that read a bit each can say whether the ones are odd: one exchange is enough, and without it none can.</summary>
public sealed class HandSetParityTests
{
    private const float Slope = 0.15f;
    private const float Sharp = 400;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Forward_HandSetWeights_SolveParity(int nodes)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        int cases = 1 << nodes;
        var net = Create(nodes);
        float[] bits = [.. Enumerable.Range(0, cases * nodes).Select(place => (float)((place / nodes >> (place % nodes)) & 1))];
        long[] parity = [.. Enumerable.Range(0, cases).Select(one => (long)(int.PopCount(one) & 1))];
        var inputs = tensor(bits, [1, cases, nodes, 1]);

        var heard = net.Forward(inputs, Arrivals.All(cases, nodes)).Last;
        var deaf = net.Forward(inputs, Arrivals.All(cases, nodes) with { Kept = () => zeros(cases, nodes, nodes) }).Last;

        Assert.Equal(parity, heard.Merged.argmax(1).data<long>());
        for (int node = 0; node < nodes; node++)
        {
            Assert.Equal(parity, heard.Own.select(1, node).argmax(1).data<long>());
            Assert.Equal(cases / 2, deaf.Own.select(1, node).argmax(1).eq(tensor(parity)).sum().item<long>());
        }
    }

    /// <summary>
    /// One unit: h = tanh(bit) after its step, which is also what it sends through another tanh; after the exchange h = tanh(slope times
    /// the number of ones). Readout unit k is 1 where that is more than k, else -1, and their alternating sum is the parity.
    /// </summary>
    private static CommunicatingNet Create(int nodes)
    {
        var options = new CommunicatingNetOptions
        {
            StateWidth = 1,
            RoleWidth = 0,
            MessageWidth = 1,
            WordWidth = nodes,
            Period = 0,
            Rounds = 1,
        };
        var net = new CommunicatingNet(options, inputWidth: 1, nodes, classes: 2, new Generator(1, CPU));
        foreach (var (_, weight) in net.Weights)
        {
            weight.zero_();
        }

        // Gates in Torch's order: reset open, update shut, candidate.
        double one = Math.Tanh(1), message = Math.Tanh(one);
        Set(net, "cell.bias_ih_l0", [100, -100, 0]);
        Set(net, "cell.weight_ih_l0", [0, 0, 0, 0, 1, (float)(Slope * (nodes - 1) / message)]);
        Set(net, "cell.weight_hh_l0", [0, 0, (float)(Slope / one)]);
        Set(net, "message.weight", [1]);
        Set(net, "context.weight", [1]);
        Set(net, "readout.word", [.. Enumerable.Repeat(Sharp, nodes)]);
        Set(net, "readout.bias", [.. Enumerable.Range(0, nodes).Select(k => (float)(-Sharp * Math.Tanh(Slope * (k + 0.5))))]);
        Set(net, "output.weight", [.. Enumerable.Range(0, nodes).SelectMany(k => (float[])[0, k % 2 == 0 ? 1 : -1])]);

        // With no ones the alternating sum is 0 or -1; each further one makes it 2 more, then 2 less.
        Set(net, "output.bias", [0, nodes % 2 == 0 ? -1 : 0]);
        return net;
    }

    private static void Set(NamedNet net, string name, float[] values) =>
        values.CopyTo(Crnn.Values(CommunicatingNetTests.Weight(net, name)));
}
