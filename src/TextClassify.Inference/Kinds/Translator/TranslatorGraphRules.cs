using Microsoft.ML.OnnxRuntime.Tensors;
using TextClassify.Models.Translator;
using static TextClassify.Inference.Checks.GraphDeclarations;

namespace TextClassify.Inference.Kinds.Translator;

/// <summary>What the graphs of a translator must declare to be what its manifest says.</summary>
internal static class TranslatorGraphRules
{
    public static PackageRefusal? Check(GraphSession read, GraphSession write, TranslatorManifest manifest)
    {
        var shape = manifest.Shape;
        string? reason = Inputs(read, TranslatorGraph.Symbols)
            ?? Input(read, TranslatorGraph.Symbols, TensorElementType.Int64, Any)
            ?? Output(read, TranslatorGraph.Memory, Any, shape.ReaderWidth)
            ?? Output(read, TranslatorGraph.Keys, shape.WriterWidth, Any)
            ?? Output(read, TranslatorGraph.State, 1, shape.WriterWidth);
        if (reason is not null)
        {
            return new PackageRefusal(TranslatorManifest.ReadFile, reason);
        }

        reason = Inputs(write, TranslatorGraph.Symbols, TranslatorGraph.State, TranslatorGraph.Memory, TranslatorGraph.Keys)
            ?? Input(write, TranslatorGraph.Symbols, TensorElementType.Int64, Any)
            ?? Input(write, TranslatorGraph.State, TensorElementType.Float, Any, shape.WriterWidth)
            ?? Input(write, TranslatorGraph.Memory, TensorElementType.Float, Any, shape.ReaderWidth)
            ?? Input(write, TranslatorGraph.Keys, TensorElementType.Float, shape.WriterWidth, Any)
            ?? Output(write, TranslatorGraph.Logits, Any, shape.Symbols)
            ?? Output(write, TranslatorGraph.NextState, Any, shape.WriterWidth)
            ?? Output(write, TranslatorGraph.Attention, Any, Any);
        return reason is null ? null : new PackageRefusal(TranslatorManifest.WriteFile, reason);
    }
}
