using Microsoft.ML.OnnxRuntime.Tensors;
using TextClassify.Models.Sources;
using static TextClassify.Inference.Checks.GraphDeclarations;

namespace TextClassify.Inference.Kinds.Sources;

/// <summary>What the graphs of a model of several sources must declare to be what its manifest says.</summary>
internal static class SourcesGraphRules
{
    public static PackageRefusal? Check(SourcesSessions sessions, SourcesManifest manifest)
    {
        var (shape, communication) = (manifest.Shape, manifest.Communication);
        int state = shape.StateWidth, message = communication.MessageWidth, width = communication.ReadWidth;
        var (read, node, readout) = sessions;
        return Refuse(
                SourcesManifest.ReadFile,
                Inputs(read, ForwardGraph.TokenIds, ForwardGraph.Lengths, SourcesGraph.Roles)
                ?? Input(read, ForwardGraph.TokenIds, TensorElementType.Int64, Any, Any)
                ?? Input(read, ForwardGraph.Lengths, TensorElementType.Int64, Any)
                ?? Input(read, SourcesGraph.Roles, TensorElementType.Int64, Any)
                ?? Output(read, SourcesGraph.Tokens, Any, Any, width)
                ?? Output(read, SourcesGraph.State, Any, state)
                ?? Output(read, SourcesGraph.Message, Any, message))
            ?? Refuse(
                SourcesManifest.NodeFile,
                Inputs(node, SourcesGraph.State, SourcesGraph.Heard, SourcesGraph.Roles)
                ?? Input(node, SourcesGraph.State, TensorElementType.Float, Any, state)
                ?? Input(node, SourcesGraph.Heard, TensorElementType.Float, Any, message)
                ?? Input(node, SourcesGraph.Roles, TensorElementType.Int64, Any)
                ?? Output(node, SourcesGraph.NextState, Any, state)
                ?? Output(node, SourcesGraph.Message, Any, message))
            ?? Refuse(
                SourcesManifest.ReadoutFile,
                Inputs(readout, SourcesGraph.Tokens, SourcesGraph.Texts, SourcesGraph.State)
                ?? Input(readout, SourcesGraph.Tokens, TensorElementType.Float, Any, Any, width)
                ?? Input(readout, SourcesGraph.Texts, TensorElementType.Int64, Any)
                ?? Input(readout, SourcesGraph.State, TensorElementType.Float, Any, state)
                ?? Output(readout, SourcesGraph.Scores, Any, Any, shape.Aspects)
                ?? Output(readout, SourcesGraph.Values, Any, Any, shape.Aspects, shape.Classes)
                ?? Output(readout, ForwardGraph.Bias, shape.Classes));
    }

    private static PackageRefusal? Refuse(string file, string? reason) => reason is null ? null : new PackageRefusal(file, reason);
}

/// <summary>The open graphs of a model of several sources.</summary>
internal readonly record struct SourcesSessions(GraphSession Read, GraphSession Node, GraphSession Readout);
