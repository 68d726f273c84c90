using Microsoft.ML.OnnxRuntime.Tensors;
using static TextClassify.Inference.Checks.GraphDeclarations;

namespace TextClassify.Inference.Kinds.GenericOnnx;

/// <summary>What a <see cref="ModelManifest.ForwardFile"/> from embeddings must declare to be what its manifest says.</summary>
internal static class EmbeddedGraphRules
{
    public static PackageRefusal? Check(GraphSession session, ModelManifest manifest)
    {
        string? reason = Inputs(session, ForwardGraph.Embeddings, ForwardGraph.Lengths)
            ?? Input(session, ForwardGraph.Embeddings, TensorElementType.Float, Any, Any, manifest.Embedding.Width)
            ?? (session.InputMetadata.ContainsKey(ForwardGraph.Lengths)
                ? Input(session, ForwardGraph.Lengths, TensorElementType.Int64, Any)
                : null)
            ?? Output(session, ForwardGraph.Logits, Any, manifest.Shape.Classes);
        return reason is null ? null : new PackageRefusal(ModelManifest.ForwardFile, reason);
    }
}
