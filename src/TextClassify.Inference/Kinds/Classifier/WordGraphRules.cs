using Microsoft.ML.OnnxRuntime.Tensors;
using static TextClassify.Inference.Checks.GraphDeclarations;

namespace TextClassify.Inference.Kinds.Classifier;

/// <summary>What a <see cref="ModelManifest.ForwardFile"/> from token ids must declare to be what its manifest says.</summary>
internal static class WordGraphRules
{
    public static PackageRefusal? Check(GraphSession session, ModelManifest manifest)
    {
        var shape = manifest.Shape;
        var (classes, states) = (shape.Classes, shape.StateWidth);
        string? reason = Inputs(session, ForwardGraph.TokenIds, ForwardGraph.Lengths)
            ?? Input(session, ForwardGraph.TokenIds, TensorElementType.Int64, Any, Any)
            ?? Input(session, ForwardGraph.Lengths, TensorElementType.Int64, Any)
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
}
