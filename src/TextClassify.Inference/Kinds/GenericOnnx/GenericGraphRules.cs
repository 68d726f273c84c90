using Microsoft.ML.OnnxRuntime.Tensors;
using static TextClassify.Inference.Checks.GraphDeclarations;

namespace TextClassify.Inference.Kinds.GenericOnnx;

/// <summary>What a <see cref="ModelManifest.ForwardFile"/> must declare whose package names its inputs.</summary>
internal static class GenericGraphRules
{
    public static PackageRefusal? Check(GraphSession session, ModelManifest manifest, GraphInputs inputs) =>
        Reason(session, manifest, inputs) is { } reason ? new PackageRefusal(ModelManifest.ForwardFile, reason) : null;

    private static string? Reason(GraphSession session, ModelManifest manifest, GraphInputs inputs) =>
        Inputs(session, [.. inputs.Names])
            ?? Matrix(session, inputs.Ids)
            ?? (inputs.Embeddings is { } table ? Input(session, table, TensorElementType.Float, Any, Any, manifest.Embedding.Width) : null)
            ?? (inputs.Lengths is { } lengths ? Input(session, lengths, TensorElementType.Int64, Any) : null)
            ?? Matrix(session, inputs.Mask)
            ?? Matrix(session, inputs.Types)
            ?? Output(session, ForwardGraph.Logits, Any, manifest.Shape.Classes)
            ?? (manifest.Has(Capabilities.HiddenStates)
                ? Output(session, ForwardGraph.WordStates, Any, Any, manifest.Shape.WordWidth)
                : null);

    private static string? Matrix(GraphSession session, string? name) =>
        name is null ? null : Input(session, name, TensorElementType.Int64, Any, Any);
}
