using Google.Protobuf;
using TextClassify.Models;
using TextClassify.Training.Onnx;

namespace TextClassify.Training.Packaging;

/// <summary>The two files of a forward pass; they must lie in one folder.</summary>
internal static class ForwardFiles
{
    public static void Write(TrainedModel model, string folder)
    {
        using (var table = File.Create(Path.Combine(folder, ModelManifest.EmbeddingFile)))
        {
            EmbeddingTable.Write(model.Weights, table);
        }

        using var graph = File.Create(Path.Combine(folder, ModelManifest.ForwardFile));
        CrnnGraph.Build(model.Recipe.Net, model.Weights).WriteTo(graph);
    }
}
