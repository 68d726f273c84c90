using TextClassify.Training.Nets;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Nets;

/// <summary>Nets small enough to test in milliseconds, with every layer and odd sizes that can't be mistaken for each other.</summary>
internal static class SmallNets
{
    public const int Classes = 3;
    private const int Words = 23;

    public static CrnnOptions Options(CellKind cell, TensorKind tensor) => new()
    {
        Cell = cell,
        Tensor = tensor,
        EmbeddingWidth = 7,
        StateWidth = 5,
        TensorRank = 4,
        WordWidth = 6,
        Aspects = 2,
        Windows = [1, 3, 5],
        WindowChannels = 4,
    };

    public static (Crnn Net, WordTable Words) Create(CellKind cell, TensorKind tensor, int seed)
    {
        manual_seed(seed);
        var options = Options(cell, tensor);
        var draws = new Random(seed);
        float[] values = [.. Enumerable.Range(0, Words * options.EmbeddingWidth).Select(_ => (float)(draws.NextDouble() - 0.5) * 4)];

        return (new Crnn(options, Classes), new WordTable(options.EmbeddingWidth, values));
    }

    /// <summary>A text of ids above padding.</summary>
    public static ReadOnlyMemory<int> Text(int length, Random draws) =>
        Enumerable.Range(0, length).Select(_ => draws.Next(1, Words)).ToArray();
}
