using Google.Protobuf;
using TextClassify.Forward;
using TextClassify.Inference.Batching;
using TextClassify.Inference.Sessions;
using TextClassify.Inference.Settings;
using TextClassify.Inference.Slots;
using TextClassify.Models;
using TextClassify.Training.Onnx;
using TextClassify.Training.Onnx.Backward;
using TextClassify.Training.Onnx.Contextual;

namespace TextClassify.Training.Packaging;

/// <summary>The graphs and the table they share, which must lie in one folder, and the service's own way to run them.</summary>
internal static class GraphFiles
{
    public static void Write(TrainedModel model, string folder)
    {
        Directory.CreateDirectory(folder);
        using (var table = File.Create(Path.Combine(folder, ModelManifest.EmbeddingFile)))
        {
            EmbeddingTable.Write(model.Weights, table);
        }

        using (var graph = File.Create(Path.Combine(folder, ModelManifest.ForwardFile)))
        {
            CrnnGraph.Build(model.Recipe.Net, model.Weights).WriteTo(graph);
        }

        using (var backward = File.Create(Path.Combine(folder, ModelManifest.ExplainFile)))
        {
            CrnnBackwardGraph.Build(model.Recipe.Net, model.Weights).WriteTo(backward);
        }

        using var contextual = File.Create(Path.Combine(folder, ModelManifest.ContextualFile));
        CrnnContextualGraph.Build(model.Recipe.Net, model.Weights).WriteTo(contextual);
    }

    public static ForwardShape ShapeOf(TrainedModel model) =>
        new(model.Labels.Count, model.Recipe.Net.Aspects, model.Recipe.Net.StateWidth, model.Recipe.Net.WordWidth);

    public static OnnxForwardPass Open(TrainedModel model, string folder, TimeProvider time)
    {
        var options = new InferenceOptions { ExecutionProvider = ExecutionProvider.Cpu };
        var sessions = new SessionFactory(options);
        var (session, _) = sessions.Open(Path.Combine(folder, ModelManifest.ForwardFile));
        var (backward, _) = sessions.Open(Path.Combine(folder, ModelManifest.ExplainFile));
        var (contextual, _) = sessions.Open(Path.Combine(folder, ModelManifest.ContextualFile));
        var gate = RunSlots.Create(options);
        using var table = File.OpenRead(Path.Combine(folder, ModelManifest.EmbeddingFile));
        var embeddings = EmbeddingRows.Read(table, model.Vocabulary.Count, model.Recipe.Net.EmbeddingWidth);
        return new OnnxForwardPass(session, ShapeOf(model), gate, BatchingRules.Of(options), time)
        {
            Gradients = new OnnxGradientPass(backward, embeddings, model.Labels.Count, gate, time),
            Contextual = new OnnxContextualPass(contextual, model.Labels.Count, options.MaxBatchTokens, gate, time),
        };
    }
}
