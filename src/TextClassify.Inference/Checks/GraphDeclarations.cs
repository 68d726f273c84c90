using Microsoft.ML.OnnxRuntime.Tensors;

namespace TextClassify.Inference.Checks;

/// <summary>Compares what a graph declares with what it must; a misfit is the end of a sentence that begins with the file's name.</summary>
internal static class GraphDeclarations
{
    /// <summary>An axis whose size is only known at run time.</summary>
    public const int Any = -1;

    public static string? Inputs(GraphSession session, params ReadOnlySpan<string> known)
    {
        foreach (string name in session.InputMetadata.Keys)
        {
            if (!known.Contains(name))
            {
                return $"takes an input '{name}', which is not known.";
            }
        }

        return null;
    }

    public static string? Input(GraphSession session, string name, TensorElementType type, params ReadOnlySpan<int> axes) =>
        Tensor(session.InputMetadata, "input", name, type, axes);

    public static string? Output(GraphSession session, string name, params ReadOnlySpan<int> axes) =>
        Tensor(session.OutputMetadata, "output", name, TensorElementType.Float, axes);

    private static string? Tensor(
        IReadOnlyDictionary<string, NodeMetadata> nodes, string role, string name, TensorElementType type, params ReadOnlySpan<int> axes)
    {
        if (!nodes.TryGetValue(name, out var node))
        {
            return $"has no {role} '{name}'.";
        }

        return node.IsTensor && node.ElementDataType == type && node.Dimensions.AsSpan().SequenceEqual(axes)
            ? null
            : $"has the {role} '{name}' as {node.ElementDataType} [{Axes(node.Dimensions)}] where {ModelManifest.FileName} takes {type} "
                + $"[{Axes(axes)}].";
    }

    private static string Axes(ReadOnlySpan<int> axes) => string.Join(", ", axes.ToArray().Select(axis => axis < 0 ? "any" : $"{axis}"));
}
