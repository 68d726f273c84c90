using Google.Protobuf;
using TextClassify.Forward;
using TextClassify.Inference.Sessions;
using TextClassify.Training.Onnx.Backward;
using TextClassify.Training.Onnx.Schema;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Classifier;

/// <summary>Holds the backward graph of a classifier against autograd.</summary>
internal static class ClassifierGradientCheck
{
    public static async Task<GradientParity> RunAsync(
        TrainedModel model, EncodedSplit dev, IGradientPass shipped, CancellationToken cancellationToken)
    {
        using var graph = new DoubleGradientGraph(
            CrnnBackwardGraph.Build(model.Recipe.Net, model.Weights, TensorProto.Types.DataType.Double).ToByteArray());
        using var net = new DoubleGradientNet(model);
        var random = new Random(GradientCheck.Seed);
        var table = LinearTerm.Table(model.Weights);
        return await GradientCheck.CompareAsync(
            GradientCheck.Batches([.. dev.Texts.Select(text => text.Ids)])
                .Select(batch => GradientPoints.Of(batch, table, model.Labels.Count, random)),
            net.Gradients,
            points => graph.Run(points.Embeddings, points.Lengths, points.TargetWeights),
            shipped,
            cancellationToken);
    }
}
