using TextClassify.Text;
using TextClassify.Training.Data;
using TextClassify.Training.Nets;
using TextClassify.Training.Pretraining;
using TextClassify.Training.Tests.Onnx;

namespace TextClassify.Training.Tests.Pretraining;

public sealed class BaseFolderTests : IDisposable
{
    private static readonly CrnnOptions Net = Shapes.Net(CellKind.Lstm, TensorKind.LowRank);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("textclassify-base-");
    private readonly WeightTable _weights = RandomWeights.Create(Net, seed: 9, vocabulary: 5);

    private BaseFolder Folder => new(_folder.FullName);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Read_WhatWasWritten_HasTheVectorsToAByteAndTheBody()
    {
        Write();

        var read = Folder.Read();

        Assert.Equal(["one", "two", "three"], read.Vectors.Words);
        for (int row = 0; row < 3; row++)
        {
            float[] expected = _weights["embedding.weight"].Values[((row + 2) * 6)..((row + 3) * 6)];
            double step = expected.Max(Math.Abs) / 127;
            Assert.All(expected.Zip(read.Vectors[row].ToArray()), pair => Assert.Equal(pair.First, pair.Second, (step / 2) + 1e-6));
        }

        Assert.Equal(_weights["rnn.weight_hh_l0"].Values, read.Body["rnn.weight_hh_l0"].Values);
        Assert.DoesNotContain("output.weight", read.Body.Names);
        Assert.DoesNotContain("embedding.weight", read.Body.Names);
    }

    [Fact]
    public void Suits_OtherShape_DoesNot()
    {
        Write();

        var read = Folder.Read();

        Assert.True(read.Suits(Net));
        Assert.False(read.Suits(Net with { StateWidth = Net.StateWidth + 1 }));
    }

    [Fact]
    public void Read_VectorsOfAnotherLength_Refuses()
    {
        Write();
        File.WriteAllBytes(Path.Combine(_folder.FullName, "vectors.i8"), [1, 2, 3]);

        Assert.Throws<DataException>(() => Folder.Read());
    }

    private void Write()
    {
        var recipe = new BaseRecipe { Name = "base", Description = "", Source = "", Corpora = [new("x.csv", 1)], Net = Net };
        var options = new BaseOptions(recipe, "base.json", "vectors.bin", Seed: 1, Threads: 1, TrainTexts: 9, DevTexts: 1, "unknown");
        Folder.Write(options, new(1, 0.5, 1), new([Vocabulary.Pad, Vocabulary.Unknown, "one", "two", "three"]), _weights);
    }
}
