using Google.Protobuf;
using TextClassify.Forward;
using TextClassify.Inference.Sessions;
using TextClassify.Models;
using TextClassify.Training.Onnx;

namespace TextClassify.Training.Packaging;

/// <summary>The two files of a forward pass, which must lie in one folder, and the service's own way to run them.</summary>
internal static class ForwardFiles
{
    public static void Write(TrainedModel model, string folder)
    {
        Directory.CreateDirectory(folder);
        using (var table = File.Create(Path.Combine(folder, ModelManifest.EmbeddingFile)))
        {
            EmbeddingTable.Write(model.Weights, table);
        }

        using var graph = File.Create(Path.Combine(folder, ModelManifest.ForwardFile));
        CrnnGraph.Build(model.Recipe.Net, model.Weights).WriteTo(graph);
    }

    public static ForwardShape ShapeOf(TrainedModel model) =>
        new(model.Labels.Count, model.Recipe.Net.Aspects, model.Recipe.Net.StateWidth, model.Recipe.Net.WordWidth);

    public static OnnxForwardPass Open(TrainedModel model, string folder, TimeProvider time)
    {
        var options = new InferenceOptions { ExecutionProvider = ExecutionProvider.Cpu };
        var (session, _) = new SessionFactory(options).Open(Path.Combine(folder, ModelManifest.ForwardFile));
        return new OnnxForwardPass(session, ShapeOf(model), ForwardGate.Create(options), options.MaxBatchTokens, time);
    }
}
