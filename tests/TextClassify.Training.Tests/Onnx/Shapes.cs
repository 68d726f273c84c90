using TextClassify.Training.Nets;

namespace TextClassify.Training.Tests.Onnx;

/// <summary>Small nets of every kind; no two axes have the same size, so that a swapped axis fails.</summary>
internal static class Shapes
{
    /// <summary>Lengths of a padded batch: the shortest, the longest, and a length twice.</summary>
    public static readonly int[] Lengths = [4, 1, 9, 2, 4];

    public static CrnnOptions Net(CellKind cell, TensorKind tensor) => new()
    {
        Cell = cell,
        Tensor = tensor,
        EmbeddingWidth = 6,
        StateWidth = 5,
        TensorRank = 7,
        WordWidth = 19,
        Aspects = 2,
        Windows = [1, 3, 5],
        WindowChannels = 4,
    };

    /// <summary>Texts of random ids by seed.</summary>
    public static int[][] Texts(int seed)
    {
        var random = new Random(seed);
        return [.. Lengths.Select(length => Enumerable.Range(0, length).Select(_ => random.Next(RandomWeights.Vocabulary)).ToArray())];
    }

    /// <summary>Rows [B,T] padded with an id that has an embedding of its own, which must not be seen.</summary>
    public static long[] Pad(int[][] texts)
    {
        int time = texts.Max(text => text.Length);
        return [.. texts.SelectMany(text => text.Select(id => (long)id).Concat(Enumerable.Repeat(3L, time - text.Length)))];
    }
}
