using TextClassify.Training.Nets;
using TextClassify.Training.Nets.Translation;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Translation;

/// <summary>A translator of random weights whose widths all differ, so that none can stand for another.</summary>
internal static class SmallTranslator
{
    public const int Symbols = 9;

    public static readonly TranslatorNetOptions Options = new() { EmbeddingWidth = 4, StateWidth = 5, WriterWidth = 7 };

    public static TranslatorNet Net(int symbols = Symbols, float range = 2)
    {
        using var generator = new Generator(1, CPU);
        var net = new TranslatorNet(Options, symbols, generator);

        // .NET's own numbers, which are the same on every processor; biases of 0 would hide one that is left out.
        var random = new Random(1);
        foreach (var (_, weight) in net.Weights)
        {
            var values = Crnn.Values(weight);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = (random.NextSingle() - 0.5f) * range;
            }
        }

        return net;
    }
}
