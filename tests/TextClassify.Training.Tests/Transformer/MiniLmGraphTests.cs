using TextClassify.Training.Nets;
using TextClassify.Training.Pretraining;
using TextClassify.Training.Transformer;

namespace TextClassify.Training.Tests.Transformer;

public sealed class MiniLmGraphTests
{
    [Fact]
    public void Write_WhatWasRead_LeavesEveryWeightAsItIs()
    {
        var before = MiniLmExport.Read(MiniLmExport.DefaultPath).Graph;
        var after = MiniLmExport.Read(MiniLmExport.DefaultPath).Graph;

        var weights = new MiniLmGraph(before).Read();
        var head = new Weight(TransformerNet.HeadWeight, [2, 384], new float[768]);
        new MiniLmGraph(after).Write(new(weights.All.Append(head).Append(new(TransformerNet.HeadBias, [2], new float[2]))));

        Assert.Equal(6 * 16, weights.All.Count);
        Assert.All(before.Initializer.Zip(after.Initializer), pair => Assert.Equal(pair.First, pair.Second));
    }

    [Fact]
    public void Read_Matrices_AreOutByIn()
    {
        var weights = new MiniLmGraph(MiniLmExport.Read(MiniLmExport.DefaultPath).Graph).Read();

        Assert.Equal([1_536, 384], weights["layers.0.wide.weight"].Shape);
        Assert.Equal([384, 1_536], weights["layers.5.narrow.weight"].Shape);
    }

    [Fact]
    public void Of_GraphOfAnotherNet_IsRefused()
    {
        var graph = MiniLmExport.Read(MiniLmExport.DefaultPath).Graph;
        graph.Node.Clear();

        Assert.Throws<TextClassify.Training.Data.DataException>(() => new MiniLmGraph(graph));
    }
}
