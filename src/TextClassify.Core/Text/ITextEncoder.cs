namespace TextClassify.Text;

/// <summary>
/// Turns a text into the ids a model reads, and ids back into pieces. Immutable, safe for concurrent use. Every text is accepted. The
/// tokens are those of the text alone: what a model reads around every text is in <see cref="SpecialIds.Prefix"/> and
/// <see cref="SpecialIds.Suffix"/>, which the runs add.
/// </summary>
/// <remarks>
/// A token's span is a UTF-16 range of the text as it was sent, inside it and at least one unit long; it never splits a surrogate pair.
/// Spans come in the order of the text and don't overlap, with one exception: where pieces divide a character (byte-level pieces, or a
/// character whose normal form has several), a piece covers the characters that begin in it, and one in which none begins has the span of
/// the character it goes on with. So two tokens have at most one character in common.
/// </remarks>
public interface ITextEncoder
{
    /// <summary>Most tokens of a text that are read; later ones are counted and left out.</summary>
    int MaxTokens { get; }

    /// <summary>The ids that stand for no piece of a text.</summary>
    SpecialIds Special { get; }

    /// <summary>Ids run from 0 to this, exclusive.</summary>
    int Count { get; }

    /// <summary>The piece of an id as the vocabulary has it.</summary>
    string this[int id] { get; }

    /// <summary>The id of a piece as the vocabulary has it, or of the unknown one.</summary>
    int IdOf(ReadOnlySpan<char> piece);

    /// <summary>Whether the piece of an id can be written into a text as a word of its own.</summary>
    bool IsWord(int id);

    /// <summary>The same reading with another limit, at least 1.</summary>
    ITextEncoder WithLimit(int maxTokens);

    /// <summary>Encodes a text; one without any token (white space only) has length 0.</summary>
    EncodedText Encode(string text);
}
