using TextClassify.Text.Words;

namespace TextClassify.Training.Teaching;

/// <summary>
/// Texts that are nearly a training text, for a teacher to say what they mean, after Tang et al. (2019): words are left out or replaced, and
/// of some texts a stretch is taken. There another word is of the same part of speech; here it is any word, as frequent as it is.
/// </summary>
internal sealed class TextVariants
{
    private const double Change = 0.15;
    private const double LeaveOut = 0.5;
    private const double Stretch = 0.25;
    private const int LeastStretch = 2;

    private readonly Random _random;
    private readonly string[][] _texts;

    /// <param name="texts">Whose words replace each other.</param>
    /// <param name="random">Draws what is changed.</param>
    public TextVariants(IEnumerable<string> texts, Random random)
    {
        _random = random;
        _texts = [.. texts.Select(Words).Where(words => words.Length > 0)];
    }

    /// <summary>So many variants of each text, in the order of the texts; none is empty.</summary>
    public IEnumerable<string> Draw(int count) => _texts.SelectMany(words => Enumerable.Range(0, count).Select(_ => Draw(words)));

    private string Draw(string[] words)
    {
        var stretch = words.AsSpan();
        if (words.Length > LeastStretch && _random.NextDouble() < Stretch)
        {
            int length = _random.Next(LeastStretch, words.Length);
            stretch = stretch.Slice(_random.Next(words.Length - length + 1), length);
        }

        var kept = new List<string>(stretch.Length);
        foreach (string word in stretch)
        {
            if (_random.NextDouble() >= Change)
            {
                kept.Add(word);
            }
            else if (_random.NextDouble() >= LeaveOut)
            {
                string[] other = _texts[_random.Next(_texts.Length)];
                kept.Add(other[_random.Next(other.Length)]);
            }
        }

        return kept.Count > 0 ? string.Join(' ', kept) : stretch[0];
    }

    private static string[] Words(string text)
    {
        var words = new List<string>();
        foreach (var token in WordTokenizer.Enumerate(text))
        {
            words.Add(text[token.Start..token.End]);
        }

        return [.. words];
    }
}
