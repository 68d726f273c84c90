using TextClassify.Translation;

namespace TextClassify.Inference.Serving;

/// <summary>Reads texts and writes others.</summary>
public interface ITranslator : ILoadedModel
{
    TextNotation Notation { get; }

    SymbolVocabulary Vocabulary { get; }

    ITranslationPass Pass { get; }
}
