using Microsoft.ML.OnnxRuntime.Tensors;
using TextClassify.Models.Aspect;
using static TextClassify.Inference.Checks.GraphDeclarations;

namespace TextClassify.Inference.Kinds.Aspect;

/// <summary>What the graphs of an aspect model must declare to be what its manifest says.</summary>
internal static class AspectGraphRules
{
    public static PackageRefusal? Check(GraphSession encoder, GraphSession readout, AspectManifest manifest)
    {
        var (states, zones, classes) = (manifest.Shape.StateWidth, manifest.Zones.Count * manifest.Zones.Width, manifest.Shape.Classes);
        string? reason = Inputs(encoder, ForwardGraph.TokenIds, ForwardGraph.Lengths)
            ?? Input(encoder, ForwardGraph.TokenIds, TensorElementType.Int64, Any, Any)
            ?? Input(encoder, ForwardGraph.Lengths, TensorElementType.Int64, Any)
            ?? Output(encoder, ForwardGraph.ForwardStates, Any, Any, states)
            ?? Output(encoder, ForwardGraph.BackwardStates, Any, Any, states)
            ?? Output(encoder, AspectGraph.ForwardZones, Any, Any, zones)
            ?? Output(encoder, AspectGraph.BackwardZones, Any, Any, zones)
            ?? Output(encoder, AspectGraph.Tags, Any, Any, AspectTags.Count);
        if (reason is not null)
        {
            return new PackageRefusal(AspectManifest.EncoderFile, reason);
        }

        reason = Inputs(
            readout, ForwardGraph.ForwardStates, ForwardGraph.BackwardStates, ForwardGraph.Lengths, AspectGraph.Starts, AspectGraph.Ends)
            ?? Input(readout, ForwardGraph.ForwardStates, TensorElementType.Float, Any, Any, states)
            ?? Input(readout, ForwardGraph.BackwardStates, TensorElementType.Float, Any, Any, states)
            ?? Input(readout, ForwardGraph.Lengths, TensorElementType.Int64, Any)
            ?? Input(readout, AspectGraph.Starts, TensorElementType.Int64, Any)
            ?? Input(readout, AspectGraph.Ends, TensorElementType.Int64, Any)
            ?? Output(readout, ForwardGraph.Logits, Any, classes)
            ?? Output(readout, ForwardGraph.Evidence, Any, Any, classes)
            ?? Output(readout, AspectGraph.Weights, Any, Any)
            ?? Output(readout, ForwardGraph.Bias, classes);
        return reason is null ? null : new PackageRefusal(AspectManifest.ReadoutFile, reason);
    }
}
