using TextClassify.Translation;

namespace TextClassify.Training.Translation;

/// <summary>A pair as the net reads it: ids of its symbols, without edges. Two bytes an id, since a run has each pair many times.</summary>
internal readonly record struct EncodedPair(ushort[] Source, ushort[] Target)
{
    /// <summary>Symbols of both.</summary>
    public int Length => Source.Length + Target.Length;

    public static EncodedPair Of(TextPair pair, SymbolVocabulary vocabulary, TextNotation notation)
    {
        return new(Ids(pair.Source), Ids(pair.Target));

        ushort[] Ids(string text) => Array.ConvertAll(vocabulary.Encode(text, notation), id => (ushort)id);
    }
}
