using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using TextClassify.Models;
using static TextClassify.Inference.Registry.GraphDeclarations;

namespace TextClassify.Inference.Registry;

/// <summary>What <see cref="ModelManifest.ExplainFile"/> must declare to be what its manifest says.</summary>
internal static class ExplainGraphRules
{
    public static PackageRefusal? Check(InferenceSession session, ModelManifest manifest)
    {
        var (classes, width) = (manifest.Shape.Classes, manifest.Embedding.Width);
        string? reason = Inputs(session, ExplainGraph.Embeddings, ExplainGraph.Lengths, ExplainGraph.TargetWeights)
            ?? Input(session, ExplainGraph.Embeddings, TensorElementType.Float, Any, Any, width)
            ?? Input(session, ExplainGraph.Lengths, TensorElementType.Int64, Any)
            ?? Input(session, ExplainGraph.TargetWeights, TensorElementType.Float, Any, classes)
            ?? Output(session, ExplainGraph.Logits, Any, classes)
            ?? Output(session, ExplainGraph.Gradients, Any, Any, width);
        return reason is null ? null : new PackageRefusal(ModelManifest.ExplainFile, reason);
    }
}
