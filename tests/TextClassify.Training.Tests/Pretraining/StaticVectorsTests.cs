using TextClassify.Training.Native;
using TextClassify.Training.Pretraining;

namespace TextClassify.Training.Tests.Pretraining;

public sealed class StaticVectorsTests
{
    public StaticVectorsTests() => TorchLoader.Load(1);

    /// <summary>Words on a line in space keep their order and their distances on the first component, however they are turned.</summary>
    [Fact]
    public void Of_StatesOnALine_KeepsTheLineAlone()
    {
        KeyValuePair<string, int>[] words = [.. Enumerable.Range(0, 5).Select(i => new KeyValuePair<string, int>($"w{i}", 10))];
        float[][] states = [.. Enumerable.Range(0, 5).Select(i => new[] { 1 + (3f * i), 2 - (4f * i), 7 })];

        var vectors = StaticVectors.Of(words, states, width: 2);

        float step = vectors[1][0] - vectors[0][0];
        Assert.True(Math.Abs(step) > 0.1);
        Assert.All(Enumerable.Range(1, 4), i => Assert.Equal(step, vectors[i][0] - vectors[i - 1][0], 1e-4));
        Assert.All(Enumerable.Range(0, 5), i => Assert.Equal(0, vectors[i][1], 1e-4));
    }

    [Fact]
    public void Of_FrequentWord_IsShorterThanARareOneOfTheSameMeaning()
    {
        KeyValuePair<string, int>[] words = [new("often", 1_000), new("seldom", 1), new("other", 999)];

        var vectors = StaticVectors.Of(words, [[1, 0], [1, 0], [-1, 0]], width: 1);

        Assert.True(Math.Abs(vectors[0][0]) < Math.Abs(vectors[1][0]) / 5);
    }

    [Fact]
    public void Normalise_Vectors_HaveLengthOneAroundTheirMean()
    {
        float[][] vectors = [[3, 1], [1, 1]];

        StaticVectors.Normalise(vectors);

        Assert.Equal([1f, 0f], vectors[0]);
        Assert.Equal([-1f, 0f], vectors[1]);
    }
}
