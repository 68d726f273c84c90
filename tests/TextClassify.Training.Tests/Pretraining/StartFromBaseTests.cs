using TextClassify.Training.Classifier;
using TextClassify.Training.Data;
using TextClassify.Training.Native;
using TextClassify.Training.Nets;
using TextClassify.Training.Pretraining;
using TextClassify.Training.Runs;
using TextClassify.Training.Tests.Onnx;
using TextClassify.Training.Vectors;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Pretraining;

public sealed class StartFromBaseTests
{
    private static readonly CrnnOptions Net = Shapes.Net(CellKind.Lstm, TensorKind.LowRank);
    private static readonly WeightTable Body =
        new(RandomWeights.Create(Net, seed: 3).All.Where(weight => weight.Name[..3] is "rnn" or "ten"));

    public StartFromBaseTests() => TorchLoader.Load(1);

    [Fact]
    public void Begin_BaseOfTheSameShape_GivesTableAndNet()
    {
        var weights = Begin(Net);

        Assert.Equal(Body["rnn.weight_ih_l0"].Values, weights["rnn.weight_ih_l0"].Values);

        // Rows 0 and 1 are padding and unknown; training words come first, then the base's.
        float[] table = weights["embedding.weight"].Values;
        Assert.Contains(Enumerable.Range(2, 3), row => table.AsSpan(row * 6, 6).SequenceEqual(new float[] { 1, 2, 3, 4, 5, 6 }));
    }

    [Fact]
    public void Begin_BaseOfAnotherShape_GivesTheTableAlone()
    {
        var weights = Begin(Net with { WordWidth = Net.WordWidth + 1 });

        Assert.NotEqual(Body["rnn.weight_ih_l0"].Values, weights["rnn.weight_ih_l0"].Values);
        Assert.Contains(1f, weights["embedding.weight"].Values);
    }

    private static WeightTable Begin(CrnnOptions net)
    {
        LabelledText[] rows = [new("fine film", "good"), new("dull", "bad")];
        var start = new Base(new(Net, "base.json", 1, "unknown", 0.5), new WordVectors(["film"], 6, [1, 2, 3, 4, 5, 6]), Body);
        var recipe = OwnData.Recipe("own", "/rows.csv", "text", "label") with { Net = net, LinearTerm = false };
        var prepared = new PreparedClassifier(recipe, new(rows, rows, Labels.Of(rows), []), null, start, new RunSource("own", null, 1, 1));
        using var random = new Generator(1, CPU);
        using var trainee = prepared.Begin(random);
        return trainee.Final;
    }
}
