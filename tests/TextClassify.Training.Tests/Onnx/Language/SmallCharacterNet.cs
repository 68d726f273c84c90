using TextClassify.Training.Nets;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Onnx.Language;

/// <summary>A character net whose widths all differ, so that none can stand for another.</summary>
internal static class SmallCharacterNet
{
    public const int Characters = 11;
    public const int EmbeddingWidth = 6;
    public const int StateWidth = 12;

    public static TheoryData<CompositionKind, bool, int> All => new MatrixTheoryData<CompositionKind, bool, int>(
        [CompositionKind.Attention, CompositionKind.Routing, CompositionKind.Mixing], [false, true], [1, 2]);

    public static CharacterNetOptions Options(CompositionKind composition, bool layerNorm, int layers) => new()
    {
        EmbeddingWidth = EmbeddingWidth,
        StateWidth = StateWidth,
        Layers = layers,
        Zones = new()
        {
            Count = 3,
            Width = 5,
            Composed = composition is CompositionKind.Attention ? 3 : 4,
            FeedForwardWidth = 7,
            Composition = composition,
            RoutingRounds = 3,
            LayerNorm = layerNorm,
        },
    };

    public static CharacterNet Net(CharacterNetOptions options)
    {
        manual_seed(91);
        var net = new CharacterNet(options, Characters);
        using (no_grad())
        {
            // Biases start at 0 and gains at 1, which would hide one that is left out or stands in another's place.
            foreach (var (_, weight) in net.Weights)
            {
                weight.add_(randn_like(weight).Times(0.3), Scalars.One);
            }
        }

        return net;
    }
}
