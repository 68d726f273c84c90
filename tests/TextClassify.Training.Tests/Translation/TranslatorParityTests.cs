using TextClassify.Inference.Slots;
using TextClassify.Training.Nets;
using TextClassify.Training.Nets.Translation;
using TextClassify.Training.Tests.Data;
using TextClassify.Training.Translation;

namespace TextClassify.Training.Tests.Translation;

/// <summary>The graphs, a source at a time and a symbol at a time, against the net on a padded batch.</summary>
public sealed class TranslatorParityTests
{
    private static readonly EncodedPair[] Pairs =
    [
        new([3, 4, 5, 6, 7, 8], [4, 4]), new([5, 3], [7, 6, 5, 4, 3]), new([6], []),
    ];

    [Fact]
    public async Task WorstAsync_GraphsOfTheNet_AreItsArithmetic()
    {
        using var net = SmallTranslator.Net();

        Assert.InRange(await WorstAsync(net, net.ToWeightTable()), 0, 1e-4);
    }

    /// <summary>Each weight is in the graphs: another value of it shows.</summary>
    [Fact]
    public async Task WorstAsync_GraphsOfAnotherWeight_AreFarFromIt()
    {
        using var net = SmallTranslator.Net();
        foreach (var (name, _) in net.Weights)
        {
            var changed = new WeightTable(net.ToWeightTable().All.Select(weight => weight.Name == name ? Moved(weight) : weight));

            Assert.True(await WorstAsync(net, changed) > TranslatorParity.Tolerance, name);
        }
    }

    private static Weight Moved(Weight weight) =>
        weight with { Values = [.. weight.Values.Select((value, i) => value + (0.1f * i) + 0.3f)] };

    private static async Task<double> WorstAsync(TranslatorNet net, WeightTable weights)
    {
        using var folder = new TemporaryFolder();
        TranslatorGraphFiles.Write(weights, folder.Root);
        using var gate = new RunSlots(maxConcurrentRuns: 1, queueCapacity: 8);
        var options = SmallTranslator.Options;
        var shape = new TextClassify.Translation.TranslatorShape(
            SmallTranslator.Symbols, 2 * options.StateWidth, options.WriterWidth, MaxSymbols: 8);
        using var pass = TranslatorGraphFiles.Open(folder.Root, shape, gate, TimeProvider.System);
        return await TranslatorParity.WorstAsync(net, pass, Pairs, TestContext.Current.CancellationToken);
    }
}
