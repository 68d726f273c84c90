using Microsoft.ML.OnnxRuntime.Tensors;
using TextClassify.Forward;
using TextClassify.Inference.Sessions;
using TextClassify.Models;
using static TextClassify.Inference.Registry.GraphDeclarations;

namespace TextClassify.Inference.Registry;

/// <summary>What <see cref="ModelManifest.ExplainFile"/> must declare to be what its manifest says.</summary>
internal static class ExplainGraphRules
{
    public static PackageRefusal? Check(GraphSession session, ModelManifest manifest) => Refusal(
        Inputs(session, ExplainGraph.Embeddings, ExplainGraph.Lengths, ExplainGraph.TargetWeights)
        ?? Common(session, manifest.Shape.Classes, manifest.Embedding.Width));

    /// <param name="session">The graph.</param>
    /// <param name="shape">Of the language model.</param>
    /// <param name="width">Of its embeddings.</param>
    public static PackageRefusal? Check(GraphSession session, LanguageShape shape, int width) => Refusal(
        Inputs(session, ExplainGraph.Embeddings, ExplainGraph.Lengths, ExplainGraph.TargetWeights, LanguageGraph.State)
        ?? Common(session, shape.Characters, width)
        ?? Input(session, LanguageGraph.State, TensorElementType.Float, shape.Layers, Any, shape.StateWidth));

    private static string? Common(GraphSession session, int classes, int width) =>
        Input(session, ExplainGraph.Embeddings, TensorElementType.Float, Any, Any, width)
        ?? Input(session, ExplainGraph.Lengths, TensorElementType.Int64, Any)
        ?? Input(session, ExplainGraph.TargetWeights, TensorElementType.Float, Any, classes)
        ?? Output(session, ExplainGraph.Logits, Any, classes)
        ?? Output(session, ExplainGraph.Gradients, Any, Any, width);

    private static PackageRefusal? Refusal(string? reason) => reason is null ? null : new PackageRefusal(ModelManifest.ExplainFile, reason);
}
