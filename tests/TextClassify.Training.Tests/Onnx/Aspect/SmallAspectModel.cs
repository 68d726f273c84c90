using TextClassify.Models;
using TextClassify.Models.Aspect;
using TextClassify.Training.Nets;
using TextClassify.Training.Onnx;
using TextClassify.Training.Onnx.Aspect;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Onnx.Aspect;

/// <summary>An aspect net of random weights and both of its graphs in ONNX Runtime.</summary>
internal sealed class SmallAspectModel : IDisposable
{
    public const int Width = 6;
    public const int Classes = 3;

    public static readonly string[] EncoderOutputs =
        [ForwardGraph.ForwardStates, ForwardGraph.BackwardStates, AspectGraph.ForwardZones, AspectGraph.BackwardZones, AspectGraph.Tags];

    private const int Vocabulary = 13;
    private const int EmbeddingWidth = 5;

    private readonly Generator _random = new(17, CPU);
    private readonly GraphRun _encoder;
    private readonly GraphRun _readout;

    public SmallAspectModel(CompositionKind composition, bool layerNorm)
    {
        var options = Options(composition, layerNorm);
        Net = new AspectNet(options, Classes, _random);
        using (no_grad())
        {
            // Biases and distances start at 0 and gains at 1, which would hide one that is left out or stands in another's place.
            foreach (var (_, weight) in Net.Weights)
            {
                weight.add_(empty_like(weight, requires_grad: false).normal_(0, 0.4, _random), Scalars.One);
            }
        }

        var random = new Random(3);
        Words = new WordTable(
            EmbeddingWidth, [.. Enumerable.Range(0, Vocabulary * EmbeddingWidth).Select(_ => (random.NextSingle() * 4) - 2)]);
        Words.RoundToTable(inBytes: false);
        var weights = Net.ToWeightTable(Words);
        _encoder = new GraphRun(AspectEncoderGraph.Build(options, weights), folder =>
        {
            using var table = File.Create(Path.Combine(folder, ModelManifest.EmbeddingFile));
            EmbeddingTable.Write(weights, table);
        });
        _readout = new GraphRun(AspectReadoutGraph.Build(options, weights));
    }

    public AspectNet Net { get; }

    public WordTable Words { get; }

    public static AspectNetOptions Options(CompositionKind composition, bool layerNorm) => new()
    {
        EmbeddingWidth = EmbeddingWidth,
        StateWidth = Width,
        WordWidth = 7,
        TensorRank = 4,
        AttentionWidth = 5,
        MaxDistance = 3,
        Zones = new()
        {
            Count = 3,
            Width = 4,
            Composed = composition is CompositionKind.Attention ? 3 : 2,
            FeedForwardWidth = 5,
            Composition = composition,
            RoutingRounds = 3,
            LayerNorm = layerNorm,
        },
    };

    public static TokenBatch Batch(int[] lengths) => TokenBatch.Of([.. lengths.Select((_, row) => (ReadOnlyMemory<int>)Ids(lengths, row))]);

    /// <summary>The encoder's outputs by name.</summary>
    /// <param name="lengths">Texts of the batch.</param>
    /// <param name="only">One of them, without the others and without padding.</param>
    /// <param name="otherLastWord">Replaces the last word of the first text.</param>
    public Dictionary<string, float[]> Encode(int[] lengths, int? only = null, bool otherLastWord = false)
    {
        int[] rows = only is { } row ? [row] : [.. Enumerable.Range(0, lengths.Length)];
        int time = rows.Max(text => lengths[text]);
        long[] ids = new long[rows.Length * time];
        for (int i = 0; i < rows.Length; i++)
        {
            int[] text = Ids(lengths, rows[i]);
            for (int t = 0; t < text.Length; t++)
            {
                ids[(i * time) + t] = text[t];
            }
        }

        if (otherLastWord)
        {
            ids[time - 1] = ids[time - 1] == 2 ? 3 : 2;
        }

        using var idValue = GraphRun.Longs(ids, rows.Length, time);
        using var lengthValue = GraphRun.Longs([.. rows.Select(text => (long)lengths[text])], rows.Length);
        return EncoderOutputs.ToDictionary(
            name => name, name => _encoder.Run(name, (ForwardGraph.TokenIds, idValue), (ForwardGraph.Lengths, lengthValue)).Values);
    }

    /// <summary>The readout's outputs by name, for aspects of the texts that <paramref name="encoded"/> holds.</summary>
    public Dictionary<string, float[]> Read(Dictionary<string, float[]> encoded, AspectPlaces places)
    {
        int time = encoded[ForwardGraph.ForwardStates].Length / Width / ((int)places.Texts.Max() + 1);
        using var forward = GraphRun.Floats(Rows(ForwardGraph.ForwardStates), places.Count, time, Width);
        using var backward = GraphRun.Floats(Rows(ForwardGraph.BackwardStates), places.Count, time, Width);
        using var lengths = GraphRun.Longs(places.Lengths, places.Count);
        using var starts = GraphRun.Longs(places.Starts, places.Count);
        using var ends = GraphRun.Longs(places.Ends, places.Count);
        return new[] { ForwardGraph.Logits, ForwardGraph.Evidence, AspectGraph.Weights, ForwardGraph.Bias }.ToDictionary(
            name => name,
            name => _readout.Run(
                name,
                (ForwardGraph.ForwardStates, forward),
                (ForwardGraph.BackwardStates, backward),
                (ForwardGraph.Lengths, lengths),
                (AspectGraph.Starts, starts),
                (AspectGraph.Ends, ends)).Values);

        float[] Rows(string name) => [.. places.Texts.SelectMany(text => encoded[name].Skip((int)text * time * Width).Take(time * Width))];
    }

    public void Dispose()
    {
        _encoder.Dispose();
        _readout.Dispose();
        Net.Dispose();
        _random.Dispose();
    }

    private static int[] Ids(int[] lengths, int row)
    {
        var random = new Random(row + 40);
        return [.. Enumerable.Range(0, lengths[row]).Select(_ => random.Next(1, Vocabulary))];
    }
}
