using Google.Protobuf;
using TextClassify.Forward;
using TextClassify.Inference.Sessions;
using TextClassify.Training.Onnx.Language;
using TextClassify.Training.Onnx.Schema;
using TextClassify.Training.Packaging;
using static TorchSharp.torch;

namespace TextClassify.Training.Language;

/// <summary>Holds the backward graph of a language model against autograd on development texts.</summary>
internal static class LanguageGradientCheck
{
    private const int Seed = 17;

    public static async Task<GradientParity> RunAsync(
        FinishedNet finished, IReadOnlyList<ReadOnlyMemory<int>> texts, ILanguagePass shipped, CancellationToken cancellationToken)
    {
        var (options, weights, zoneout) = (finished.Recipe.Net, finished.Weights, finished.Zoneout);
        var random = new Random(Seed);
        var table = weights["embedding.weight"];

        // A state that none of the texts begins with: what a graph makes of it is part of the check.
        float[] state = [.. Enumerable.Range(0, options.Layers * options.StateWidth).Select(_ => random.NextSingle() - 0.5f)];
        using var graph = new DoubleGradientGraph(
            CharacterBackwardGraph.Build(options, weights, zoneout, TensorProto.Types.DataType.Double).ToByteArray());
        using var net = new CharacterNet(options, table.Shape[0]);
        net.Load(weights);
        net.ToDouble();
        return await GradientCheck.CompareAsync(
            GradientCheck.Batches(texts).Select(batch => GradientPoints.Of(batch, table, table.Shape[0], random)),
            points => OfNet(net, options, zoneout, points, Repeat(points.Rows)),
            points => graph.Run(points.Embeddings, points.Lengths, points.TargetWeights, Repeat(points.Rows)),
            shipped.GradientsFrom(state)!,
            cancellationToken);

        double[] Repeat(int rows) =>
            Array.ConvertAll(RecurrentState.Repeat(state, options.Layers, rows, options.StateWidth), value => (double)value);
    }

    /// <summary>Of sum_v w_v z_v, z behind each row's last character, by autograd.</summary>
    private static double[] OfNet(CharacterNet net, CharacterNetOptions options, double zoneout, GradientPoints points, double[] state)
    {
        using var scope = NewDisposeScope();
        int rows = points.Rows;
        var x = tensor(points.Embeddings, [rows, points.Time, points.Width]).requires_grad_(true);
        Tensor[] start = [.. tensor(state, [options.Layers, rows, options.StateWidth]).unbind(0)];
        var all = net.FromEmbeddings(x.transpose(0, 1), start, new CharacterDropout(0, 0, zoneout), training: false).Logits;
        var logits = stack([.. points.Lengths.Select((length, row) => all[length - 1, row])], 0);
        (logits * tensor(points.TargetWeights, [rows, points.TargetWeights.Length / rows])).sum().backward();
        return [.. x.grad!.data<double>()];
    }
}
