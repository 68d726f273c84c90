using Google.Protobuf;
using TextClassify.Inference.Kinds.Translator;
using TextClassify.Inference.Sessions;
using TextClassify.Inference.Slots;
using TextClassify.Models.Translator;
using TextClassify.Training.Onnx.Translation;
using TextClassify.Training.Packaging;
using TextClassify.Translation;

namespace TextClassify.Training.Translation;

/// <summary>The graphs of a translator as they lie in a folder.</summary>
internal static class TranslatorGraphFiles
{
    public static void Write(WeightTable weights, string folder)
    {
        File.WriteAllBytes(Path.Combine(folder, TranslatorManifest.ReadFile), TranslatorGraphs.Read(weights).ToByteArray());
        File.WriteAllBytes(Path.Combine(folder, TranslatorManifest.WriteFile), TranslatorGraphs.Write(weights).ToByteArray());
    }

    /// <summary>The pass that the service would run. The caller disposes it, then the gate.</summary>
    public static OnnxTranslationPass Open(string folder, TranslatorShape shape, RunSlots gate, TimeProvider time)
    {
        var factory = new SessionFactory(OpenPackage.Cpu);
        return new(Session(TranslatorManifest.ReadFile), Session(TranslatorManifest.WriteFile), shape, gate, time);

        GraphSession Session(string file) => factory.Open(Path.Combine(folder, file)).Session;
    }

    public static TranslatorShape ShapeOf(TranslatorRecipe recipe, SymbolVocabulary vocabulary) =>
        new(vocabulary.Count, 2 * recipe.Net.StateWidth, recipe.Net.WriterWidth, recipe.MaxSymbols);
}
