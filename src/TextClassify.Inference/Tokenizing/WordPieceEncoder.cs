using System.Text;
using Microsoft.ML.Tokenizers;

namespace TextClassify.Inference.Tokenizing;

/// <summary>
/// Reads a text as BERT does: words and signs, each cut into the longest pieces of the vocabulary. Names of special tokens in a text are
/// read as any other text.
/// </summary>
/// <remarks>
/// The library cuts words. What comes before is done here, as <c>BertNormalizer</c> and <c>BertPreTokenizer</c> of Hugging Face's
/// tokenizers do it: the library's own loses the places of what it changes, and strips no accents under InvariantGlobalization. A mark that
/// is left out belongs to the character before it; other characters that are left out belong to a token only where they stand inside it.
/// </remarks>
internal sealed class WordPieceEncoder : ITextEncoder
{
    private const string Continuing = "##";
    private const int CapitalDottedI = 0x130, CombiningDot = 0x307;

    private readonly Vocabulary _vocabulary;
    private readonly TokenizerSettings _settings;
    private readonly WordPieceTokenizer _pieces;

    /// <param name="vocabulary">With special tokens.</param>
    /// <param name="settings">Of <see cref="TokenizerSettings.WordPiece"/>.</param>
    public WordPieceEncoder(Vocabulary vocabulary, TokenizerSettings settings)
    {
        (_vocabulary, _settings) = (vocabulary, settings);
        using var words = new MemoryStream();
        vocabulary.Write(words);
        words.Position = 0;
        _pieces = WordPieceTokenizer.Create(words, new WordPieceOptions
        {
            UnknownToken = vocabulary[vocabulary.Special.Unknown],
            ContinuingSubwordPrefix = Continuing,
            MaxInputCharsPerWord = 2 * WordBuffer.MostCharacters,
        });
    }

    private WordPieceEncoder(Vocabulary vocabulary, TokenizerSettings settings, WordPieceTokenizer pieces) =>
        (_vocabulary, _settings, _pieces) = (vocabulary, settings, pieces);

    public int MaxTokens => _settings.MaxTokens;

    public SpecialIds Special => _vocabulary.Special;

    public int Count => _vocabulary.Count;

    public string this[int id] => _vocabulary[id];

    public int IdOf(ReadOnlySpan<char> piece) => _vocabulary.TryGetId(piece, out int id) ? id : Special.Unknown;

    public bool IsWord(int id) => !Special.Contains(id) && char.IsLetterOrDigit(_vocabulary[id][0]);

    public ITextEncoder WithLimit(int maxTokens) => new WordPieceEncoder(_vocabulary, _settings with { MaxTokens = maxTokens }, _pieces);

    public EncodedText Encode(string text)
    {
        var tokens = new TokenList(MaxTokens);
        var word = new WordBuffer();
        Span<int> left = stackalloc int[Unaccented.MostLength];
        for (int at = 0, end; at < text.Length; at = end)
        {
            // A lone surrogate is left out, as one in no pair stands for nothing.
            var status = Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out int length);
            end = at + length;
            if (BertCharacters.IsBlank(rune))
            {
                Flush(word, tokens);
            }
            else if (status is not System.Buffers.OperationStatus.Done || BertCharacters.IsLeftOut(rune))
            {
                continue;
            }
            else if (_settings.StripAccents && BertCharacters.IsMark(rune))
            {
                if (!word.Extend(at, end) && word.IsEmpty)
                {
                    tokens.Extend(at, end);
                }
            }
            else
            {
                Read(rune, at, end, left, word, tokens);
            }
        }

        Flush(word, tokens);
        return tokens.ToText(Special);
    }

    private void Read(Rune rune, int at, int end, Span<int> left, WordBuffer word, TokenList tokens)
    {
        bool apart = _settings.SplitIdeographs && BertCharacters.IsIdeograph(rune);
        int count = 1;
        left[0] = rune.Value;
        if (_settings.StripAccents)
        {
            count = Unaccented.Write(rune.Value, left);
        }
        else if (_settings.Lowercase && rune.Value == CapitalDottedI)
        {
            // The one letter whose lower case is two code points.
            (left[0], left[1], count) = ('i', CombiningDot, 2);
        }

        if (apart)
        {
            Flush(word, tokens);
        }

        for (int i = 0; i < count; i++)
        {
            var normal = new Rune(left[i]);
            normal = _settings.Lowercase ? Rune.ToLowerInvariant(normal) : normal;
            bool sign = BertCharacters.IsSign(normal);
            if (sign)
            {
                Flush(word, tokens);
            }

            word.Add(normal, at, end, first: i == 0);
            if (sign)
            {
                Flush(word, tokens);
            }
        }

        if (apart)
        {
            Flush(word, tokens);
        }
    }

    private void Flush(WordBuffer word, TokenList tokens)
    {
        if (word.IsEmpty)
        {
            return;
        }

        if (word.IsTooLong)
        {
            tokens.Add(Special.Unknown, word.Span.Start, word.Span.End);
        }
        else if (_vocabulary.TryGetId(word.Units, out int whole))
        {
            tokens.Add(whole, word.Span.Start, word.Span.End);
        }
        else
        {
            Cut(word, tokens);
        }

        word.Clear();
    }

    private void Cut(WordBuffer word, TokenList tokens)
    {
        var ids = _pieces.EncodeToIds(word.Units, considerPreTokenization: false, considerNormalization: false);
        if (ids.Count == 1)
        {
            // Not in the vocabulary as a whole, so this is the unknown word.
            tokens.Add(Special.Unknown, word.Span.Start, word.Span.End);
            return;
        }

        int from = 0;
        for (int piece = 0; piece < ids.Count; piece++)
        {
            int to = from + _vocabulary[ids[piece]].Length - (piece == 0 ? 0 : Continuing.Length);
            var span = word.Of(from, to);
            tokens.Add(ids[piece], span.Start, span.End);
            from = to;
        }
    }
}
