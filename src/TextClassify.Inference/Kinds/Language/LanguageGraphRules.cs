using Microsoft.ML.OnnxRuntime.Tensors;
using TextClassify.Models.Language;
using static TextClassify.Inference.Checks.GraphDeclarations;

namespace TextClassify.Inference.Kinds.Language;

/// <summary>What the graphs of a language model must declare to be what its manifest says.</summary>
internal static class LanguageGraphRules
{
    public static PackageRefusal? Check(GraphSession forward, GraphSession step, LanguageManifest manifest)
    {
        var shape = manifest.Shape;
        string? reason = Inputs(forward, LanguageGraph.CharacterIds, LanguageGraph.State)
            ?? Input(forward, LanguageGraph.CharacterIds, TensorElementType.Int64, Any, Any)
            ?? Input(forward, LanguageGraph.State, TensorElementType.Float, shape.Layers, Any, shape.StateWidth)
            ?? Output(forward, LanguageGraph.Logits, Any, Any, shape.Characters)
            ?? Output(forward, LanguageGraph.States, Any, Any, shape.StateWidth)
            ?? Output(forward, LanguageGraph.Zones, Any, Any, shape.Zones * shape.ZoneWidth)
            ?? Output(forward, LanguageGraph.NextState, shape.Layers, Any, shape.StateWidth);
        if (reason is not null)
        {
            return new PackageRefusal(ModelManifest.ForwardFile, reason);
        }

        reason = Inputs(step, LanguageGraph.CharacterIds, LanguageGraph.State)
            ?? Input(step, LanguageGraph.CharacterIds, TensorElementType.Int64, Any)
            ?? Input(step, LanguageGraph.State, TensorElementType.Float, shape.Layers, Any, shape.StateWidth)
            ?? Output(step, LanguageGraph.Logits, Any, shape.Characters)
            ?? Output(step, LanguageGraph.NextState, shape.Layers, Any, shape.StateWidth);
        return reason is null ? null : new PackageRefusal(LanguageManifest.StepFile, reason);
    }
}
