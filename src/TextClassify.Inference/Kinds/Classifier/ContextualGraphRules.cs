using Microsoft.ML.OnnxRuntime.Tensors;
using static TextClassify.Inference.Checks.GraphDeclarations;

namespace TextClassify.Inference.Kinds.Classifier;

/// <summary>What <see cref="ModelManifest.ContextualFile"/> must declare to be what its manifest says.</summary>
internal static class ContextualGraphRules
{
    public static PackageRefusal? Check(GraphSession session, ModelManifest manifest)
    {
        int classes = manifest.Shape.Classes;
        string? reason = Inputs(session, ContextualGraph.TokenIds, ContextualGraph.Lengths, ContextualGraph.Phrase)
            ?? Input(session, ContextualGraph.TokenIds, TensorElementType.Int64, Any, Any)
            ?? Input(session, ContextualGraph.Lengths, TensorElementType.Int64, Any)
            ?? Input(session, ContextualGraph.Phrase, TensorElementType.Float, Any, Any)
            ?? Output(session, ContextualGraph.Beta, Any, classes)
            ?? Output(session, ContextualGraph.Gamma, Any, classes);
        return reason is null ? null : new PackageRefusal(ModelManifest.ContextualFile, reason);
    }
}
