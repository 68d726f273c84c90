using Google.Protobuf;
using TextClassify.Forward;
using TextClassify.Inference.Batching;
using TextClassify.Inference.Sessions;
using TextClassify.Inference.Slots;
using TextClassify.Training.Onnx;
using TextClassify.Training.Onnx.Backward;
using TextClassify.Training.Onnx.Contextual;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Classifier;

/// <summary>The graphs and the table they share, which must lie in one folder, and the service's own way to run them.</summary>
internal static class GraphFiles
{
    public static void Write(TrainedModel model, string folder)
    {
        var (net, weights) = (model.Recipe.Net, model.Weights);
        Directory.CreateDirectory(folder);
        Write(EmbeddingTable.ShapeOf(weights).File!, stream => EmbeddingTable.Write(weights, stream));
        Write(ModelManifest.ForwardFile, stream => CrnnGraph.Build(net, weights).WriteTo(stream));
        Write(ModelManifest.ExplainFile, stream => CrnnBackwardGraph.Build(net, weights).WriteTo(stream));
        Write(ModelManifest.ContextualFile, stream => CrnnContextualGraph.Build(net, weights).WriteTo(stream));

        void Write(string file, Action<Stream> write)
        {
            using var stream = File.Create(Path.Combine(folder, file));
            write(stream);
        }
    }

    public static ForwardShape ShapeOf(TrainedModel model) =>
        new(model.Labels.Count, model.Recipe.Net.Aspects, model.Recipe.Net.StateWidth, model.Recipe.Net.WordWidth);

    public static OnnxForwardPass Open(TrainedModel model, string folder, TimeProvider time)
    {
        var options = OpenPackage.Cpu;
        var sessions = new SessionFactory(options);
        var open = (string file) => sessions.Open(Path.Combine(folder, file)).Session;
        var gate = RunSlots.Create(options);
        var shape = EmbeddingTable.ShapeOf(model.Weights);
        using var table = File.OpenRead(Path.Combine(folder, shape.File!));
        var embeddings = EmbeddingRows.Read(table, shape);
        return new OnnxForwardPass(open(ModelManifest.ForwardFile), ShapeOf(model), gate, BatchingRules.Of(options), time)
        {
            Gradients = new OnnxGradientPass(open(ModelManifest.ExplainFile), embeddings, model.Labels.Count, gate, time),
            Contextual = new OnnxContextualPass(
                open(ModelManifest.ContextualFile), model.Labels.Count, options.MaxBatchTokens, gate, time),
        };
    }
}
