using TextClassify.Communication;
using TextClassify.Training.Nets.Communicating;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Nets.Communicating;

public sealed class MergedEvidenceTests
{
    private const int Rows = 20;
    private const int Nodes = 4;

    /// <summary>The net's merged logits are what Core makes of the nodes' parts, and a node's own those of its part alone.</summary>
    [Theory]
    [InlineData(ReadoutKind.State, 1)]
    [InlineData(ReadoutKind.Steps, 3)]
    public void TryMerge_PartsOfANet_GivesItsLogits(ReadoutKind readout, int aspects)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var options = new CommunicatingNetOptions { StateWidth = 6, MessageWidth = 3, Readout = readout, Aspects = aspects, Period = 2 };
        var net = new CommunicatingNet(options, inputWidth: 2, Nodes, classes: 3, new Generator(4, CPU));
        var draws = new Random(8);
        bool[] present = [.. Enumerable.Range(0, Rows * Nodes).Select(place => place % Nodes == 0 || draws.Next(2) == 0)];
        var taking = tensor(Array.ConvertAll(present, one => one ? 1f : 0f), [Rows, Nodes]);
        float[] inputs = [.. Enumerable.Range(0, 5 * Rows * Nodes * 2).Select(_ => (draws.NextSingle() - 0.5f) * 4)];

        var answer = net.Forward(tensor(inputs, [5, Rows, Nodes, 2]), new Arrivals(taking)).Last;

        var shape = new EvidenceShape(aspects, Classes: 3);
        float[] bias = CommunicatingNetTests.Numbers(CommunicatingNetTests.Weight(net, "output.bias"));
        for (int row = 0; row < Rows; row++)
        {
            float[] parts = Parts(answer, row, shape), merged = CommunicatingNetTests.Numbers(answer.Merged[row]);
            AssertMerge(merged, parts, present.AsSpan(row * Nodes, Nodes), bias, shape);
            for (int node = 0; node < Nodes; node++)
            {
                bool[] alone = new bool[Nodes];
                alone[node] = true;
                AssertMerge(CommunicatingNetTests.Numbers(answer.Own[row][node]), parts, alone, bias, shape);
            }
        }
    }

    private static float[] Parts(CommunicatingOutputs answer, int row, EvidenceShape shape)
    {
        float[] parts = new float[Nodes * shape.Length];
        for (int node = 0; node < Nodes; node++)
        {
            SourceEvidence.Gather(
                CommunicatingNetTests.Numbers(answer.Scores[row][node]),
                CommunicatingNetTests.Numbers(answer.Values[row][node]),
                shape,
                new EvidencePart(parts.AsSpan(node * shape.Length, shape.Length), shape));
        }

        return parts;
    }

    private static void AssertMerge(float[] expected, float[] parts, ReadOnlySpan<bool> present, float[] bias, EvidenceShape shape)
    {
        float[] logits = new float[3], shares = new float[Nodes * 3];
        var merged = new EvidencePart(new float[shape.Length], shape);
        Assert.True(EvidenceMerge.TryMerge(parts, present, bias, shape, merged, shares, logits));
        Assert.All(expected.Zip(logits), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }
}
