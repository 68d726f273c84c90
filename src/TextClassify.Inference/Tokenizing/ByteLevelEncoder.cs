using System.Buffers;
using System.Text;
using Microsoft.ML.Tokenizers;

namespace TextClassify.Inference.Tokenizing;

/// <summary>
/// Reads a text as GPT-2 and RoBERTa do: byte pairs over its UTF-8. Names of special tokens in a text are read as any other text; a
/// surrogate in no pair is read as U+FFFD. A token's span leaves out the white space at its ends, unless it is nothing else. Pairs do not
/// merge across 1,024 units without a break.
/// </summary>
/// <remarks>The library merges pairs; places are counted here, as a piece may end within a character.</remarks>
internal sealed class ByteLevelEncoder : ITextEncoder
{
    // The library's time grows with the square of a stretch's length. Words of real texts are a fraction of this.
    private const int LongestStretch = 1_024;

    private readonly Vocabulary _vocabulary;
    private readonly TokenizerSettings _settings;
    private readonly BpeTokenizer _pairs;

    /// <param name="vocabulary">With special tokens and every byte.</param>
    /// <param name="settings">Of <see cref="TokenizerSettings.ByteLevel"/>.</param>
    /// <param name="merges">Pairs, the first merged first: two pieces a line, a blank between them.</param>
    /// <exception cref="InvalidDataException">A byte or a part of a pair is not in the vocabulary.</exception>
    public ByteLevelEncoder(Vocabulary vocabulary, TokenizerSettings settings, IReadOnlyList<string> merges)
    {
        (_vocabulary, _settings) = (vocabulary, settings);
        foreach (char value in ByteAlphabet.All)
        {
            if (!vocabulary.TryGetId([value], out _))
            {
                throw new InvalidDataException($"The vocabulary lacks '{value}', which writes a byte.");
            }
        }

        Merges.Check(vocabulary, merges);
        try
        {
            _pairs = BpeTokenizer.Create(new BpeOptions(Pieces(vocabulary)) { Merges = merges, ByteLevel = true });
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            throw new InvalidDataException($"The pairs can't be used: {error.Message}", error);
        }
    }

    private ByteLevelEncoder(Vocabulary vocabulary, TokenizerSettings settings, BpeTokenizer pairs) =>
        (_vocabulary, _settings, _pairs) = (vocabulary, settings, pairs);

    public int MaxTokens => _settings.MaxTokens;

    public SpecialIds Special => _vocabulary.Special;

    public int Count => _vocabulary.Count;

    public string this[int id] => _vocabulary[id];

    public int IdOf(ReadOnlySpan<char> piece) => _vocabulary.TryGetId(piece, out int id) ? id : Special.Unknown;

    /// <summary>Never: whether a piece is a word hangs on what stands before it.</summary>
    public bool IsWord(int id) => false;

    public ITextEncoder WithLimit(int maxTokens) => new ByteLevelEncoder(_vocabulary, _settings with { MaxTokens = maxTokens }, _pairs);

    public EncodedText Encode(string text)
    {
        var tokens = new TokenList(MaxTokens);
        int ahead = _settings.PrefixSpace && text.Length > 0 && text[0] != ' ' ? 1 : 0;
        string read = ahead == 0 ? text : $" {text}";
        for (int at = 0; at < read.Length;)
        {
            int end = EndOf(read, at);
            Read(read, at, end, ahead, tokens);
            at = end;
        }

        return tokens.ToText(Special);
    }

    private static int EndOf(string read, int at)
    {
        int cut = at + LongestStretch, end = ByteLevelWords.EndOf(read.AsSpan(0, Math.Min(read.Length, cut + 1)), at);
        return end <= cut ? end : char.IsSurrogatePair(read[cut - 1], read[cut]) ? cut - 1 : cut;
    }

    /// <summary>Reads a stretch within which pairs merge.</summary>
    private void Read(string read, int at, int stretchEnd, int ahead, TokenList tokens)
    {
        var word = read.AsSpan(at, stretchEnd - at);
        char[] rented = ArrayPool<char>.Shared.Rent(word.Length);
        int[] bytes = ArrayPool<int>.Shared.Rent(3 * word.Length);
        try
        {
            var clean = rented.AsSpan(0, word.Length);
            int count = Write(word, clean, bytes), from = 0;
            foreach (int id in _pairs.EncodeToIds(clean, considerPreTokenization: false, considerNormalization: false))
            {
                int to = from + _vocabulary[id].Length;
                var span = SpanOf(word, bytes.AsSpan(0, count), from, to);

                // The blank before the text is nowhere in it: a piece of it alone has the place of the first character.
                int start = Math.Max(ahead, at + span.Start), end = Math.Max(EndOfCharacter(read, start), at + span.End);
                tokens.Add(id, start - ahead, end - ahead);
                from = to;
            }
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
            ArrayPool<int>.Shared.Return(bytes);
        }
    }

    /// <summary>
    /// Writes the word with whole characters alone, and for every byte of its UTF-8 the unit at which its character begins.
    /// </summary>
    private static int Write(ReadOnlySpan<char> word, Span<char> clean, Span<int> bytes)
    {
        int count = 0;
        for (int at = 0; at < word.Length;)
        {
            // The replacement of a lone surrogate is one unit, as that is.
            Rune.DecodeFromUtf16(word[at..], out var rune, out int length);
            rune.EncodeToUtf16(clean[at..]);
            bytes.Slice(count, rune.Utf8SequenceLength).Fill(at);
            count += rune.Utf8SequenceLength;
            at += length;
        }

        return count;
    }

    /// <summary>The characters that begin in some bytes; where none does, the one that they go on with.</summary>
    private static TokenSpan SpanOf(ReadOnlySpan<char> word, ReadOnlySpan<int> bytes, int from, int to)
    {
        int first = from;
        while (first < to && first > 0 && bytes[first] == bytes[first - 1])
        {
            first++;
        }

        int start = bytes[first == to ? from : first], end = EndOfCharacter(word, bytes[to - 1]);
        return Trim(word, start, end);
    }

    private static int EndOfCharacter(ReadOnlySpan<char> text, int at) =>
        at + (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1);

    private static TokenSpan Trim(ReadOnlySpan<char> word, int start, int end)
    {
        var inner = word[start..end];
        int before = inner.Length - inner.TrimStart().Length, after = inner.Length - inner.TrimEnd().Length;
        return before == inner.Length ? new TokenSpan(start, end) : new TokenSpan(start + before, end - after);
    }

    private static IEnumerable<KeyValuePair<string, int>> Pieces(Vocabulary vocabulary)
    {
        for (int id = 0; id < vocabulary.Count; id++)
        {
            yield return new(vocabulary[id], id);
        }
    }
}
