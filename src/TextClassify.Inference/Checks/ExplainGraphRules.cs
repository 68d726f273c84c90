using Microsoft.ML.OnnxRuntime.Tensors;
using static TextClassify.Inference.Checks.GraphDeclarations;

namespace TextClassify.Inference.Checks;

/// <summary>What <see cref="ModelManifest.ExplainFile"/> must declare to be what its manifest says.</summary>
internal static class ExplainGraphRules
{
    /// <param name="session">The graph.</param>
    /// <param name="classes">Logits it has slopes of.</param>
    /// <param name="width">Of its embeddings.</param>
    /// <param name="state">Layers and width of the state it goes on from; null for a graph that begins at a text's beginning.</param>
    public static PackageRefusal? Check(GraphSession session, int classes, int width, (int Layers, int Width)? state = null)
    {
        string? reason = (state is null
                ? Inputs(session, ExplainGraph.Embeddings, ExplainGraph.Lengths, ExplainGraph.TargetWeights)
                : Inputs(session, ExplainGraph.Embeddings, ExplainGraph.Lengths, ExplainGraph.TargetWeights, ExplainGraph.State))
            ?? Input(session, ExplainGraph.Embeddings, TensorElementType.Float, Any, Any, width)
            ?? Input(session, ExplainGraph.Lengths, TensorElementType.Int64, Any)
            ?? Input(session, ExplainGraph.TargetWeights, TensorElementType.Float, Any, classes)
            ?? Output(session, ExplainGraph.Logits, Any, classes)
            ?? Output(session, ExplainGraph.Gradients, Any, Any, width)
            ?? (state is { } from ? Input(session, ExplainGraph.State, TensorElementType.Float, from.Layers, Any, from.Width) : null);
        return reason is null ? null : new PackageRefusal(ModelManifest.ExplainFile, reason);
    }
}
