using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using TextClassify.Models;

namespace TextClassify.Inference.Registry;

/// <summary>What a graph must declare to be what its manifest says.</summary>
internal static class GraphRules
{
    /// <summary>An axis whose size is only known at run time.</summary>
    private const int Any = -1;

    public static PackageRefusal? Check(InferenceSession session, ModelManifest manifest)
    {
        var shape = manifest.Shape;
        var (classes, states) = (shape.Classes, shape.StateWidth);
        string? reason = CheckInputs(session)
            ?? Output(session, ForwardGraph.Logits, Any, classes)
            ?? Output(session, ForwardGraph.Bias, classes);

        foreach (string capability in manifest.Capabilities)
        {
            reason ??= capability switch
            {
                Capabilities.Evidence => Output(session, ForwardGraph.Evidence, Any, Any, classes),
                Capabilities.WordWeights => Output(session, ForwardGraph.WordWeights, Any, shape.Aspects, Any),
                Capabilities.HiddenStates => Output(session, ForwardGraph.ForwardStates, Any, Any, states)
                    ?? Output(session, ForwardGraph.BackwardStates, Any, Any, states)
                    ?? Output(session, ForwardGraph.WordStates, Any, Any, shape.WordWidth)
                    ?? Output(session, ForwardGraph.LocalLogits, Any, Any, classes)
                    ?? Output(session, ForwardGraph.Evidence, Any, Any, classes),
                _ => null,
            };
        }

        return reason is null ? null : new PackageRefusal(ModelManifest.ForwardFile, reason);
    }

    private static string? CheckInputs(InferenceSession session)
    {
        foreach (string name in session.InputMetadata.Keys)
        {
            if (name is not (ForwardGraph.TokenIds or ForwardGraph.Lengths))
            {
                return $"takes an input '{name}', which is not known.";
            }
        }

        return Tensor(session.InputMetadata, "input", ForwardGraph.TokenIds, TensorElementType.Int64, Any, Any)
            ?? Tensor(session.InputMetadata, "input", ForwardGraph.Lengths, TensorElementType.Int64, Any);
    }

    private static string? Output(InferenceSession session, string name, params ReadOnlySpan<int> axes) =>
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
            : $"has the {role} '{name}' as {node.ElementDataType} [{Axes(node.Dimensions)}] where {ModelManifest.FileName} takes {type} [{Axes(axes)}].";
    }

    private static string Axes(ReadOnlySpan<int> axes) => string.Join(", ", axes.ToArray().Select(axis => axis < 0 ? "any" : $"{axis}"));
}
