using System.Buffers;
using TextClassify.Text.Words;

namespace TextClassify.Text;

/// <summary>Reads a text as words; see <see cref="WordTokenizer"/>.</summary>
public sealed class TextEncoder : ITextEncoder
{
    /// <param name="vocabulary">The model's words.</param>
    /// <param name="maxTokens">Tokens beyond this are counted and left out; at least 1.</param>
    public TextEncoder(Vocabulary vocabulary, int maxTokens)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTokens, 1);
        Vocabulary = vocabulary;
        MaxTokens = maxTokens;
    }

    public int MaxTokens { get; }

    public Vocabulary Vocabulary { get; }

    public SpecialIds Special => Vocabulary.Special;

    public int Count => Vocabulary.Count;

    public string this[int id] => Vocabulary[id];

    public int IdOf(ReadOnlySpan<char> piece) => Vocabulary.IdOf(piece);

    public ITextEncoder WithLimit(int maxTokens) => new TextEncoder(Vocabulary, maxTokens);

    /// <summary>False for special tokens and for classes such as <see cref="WordTokenizer.UrlForm"/>.</summary>
    public bool IsWord(int id) => !Special.Contains(id) && Vocabulary[id] is not ['<', _, .., '>'];

    public EncodedText Encode(string text)
    {
        // A token covers at least one UTF-16 unit.
        int capacity = Math.Min(MaxTokens, text.Length);
        int[] ids = ArrayPool<int>.Shared.Rent(capacity);
        var spans = ArrayPool<TokenSpan>.Shared.Rent(capacity);
        try
        {
            int total = 0;
            foreach (var token in WordTokenizer.Enumerate(text))
            {
                if (total < capacity)
                {
                    ids[total] = Vocabulary.IdOf(token.Normal);
                    spans[total] = new TokenSpan(token.Start, token.End);
                }

                total++;
            }

            int length = Math.Min(total, capacity);
            return new EncodedText(ids.AsSpan(0, length).ToArray(), spans.AsSpan(0, length).ToArray(), total) { Special = Special };
        }
        finally
        {
            ArrayPool<int>.Shared.Return(ids);
            ArrayPool<TokenSpan>.Shared.Return(spans);
        }
    }
}
