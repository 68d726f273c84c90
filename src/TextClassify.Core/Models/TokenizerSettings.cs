using System.Text.Json.Serialization;
using TextClassify.Text.Words;

namespace TextClassify.Models;

/// <summary>How a package's model reads a text.</summary>
/// <param name="Kind"><see cref="Word"/>, <see cref="Smiles"/>, <see cref="WordPiece"/> or <see cref="ByteLevel"/>.</param>
/// <param name="MaxTokens">Longer texts are cut; the special tokens around a text are not counted.</param>
public sealed record TokenizerSettings(string Kind, int MaxTokens)
{
    /// <summary>Words and signs (<see cref="WordTokenizer"/>).</summary>
    public const string Word = "word";

    /// <summary>Pieces of words, the longest that fits first (BERT, Devlin et al. 2019).</summary>
    public const string WordPiece = "wordpiece";

    /// <summary>
    /// Byte pairs over UTF-8 (GPT-2, Radford et al. 2019; RoBERTa, Liu et al. 2019); the package has
    /// <see cref="ModelManifest.MergesFile"/>.
    /// </summary>
    public const string ByteLevel = "byte_level_bpe";

    /// <summary>Atoms, bonds, branches and rings of SMILES (<see cref="Molecules.SmilesTokens"/>).</summary>
    public const string Smiles = "smiles";

    /// <summary>Null for padding and the unknown word on the first two lines of the vocabulary.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SpecialTokens? Special { get; init; }

    /// <summary>Word pieces: text is put into lower case.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Lowercase { get; init; }

    /// <summary>Word pieces: combining marks are left out, after canonical decomposition.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool StripAccents { get; init; }

    /// <summary>Word pieces: a CJK ideograph is a word of its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SplitIdeographs { get; init; }

    /// <summary>Byte pairs: a text that does not begin with white space is read as if a blank stood before it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool PrefixSpace { get; init; }
}
