using TextClassify.Text.Words;

namespace TextClassify.Training.Teaching;

/// <summary>
/// Texts that are nearly a training text, for a teacher to say what they mean, after Tang et al. (2019): words are left out or replaced,
/// and of some texts a stretch is taken. There another word is of the same part of speech; here it is one with a near vector, which
/// training may never have seen, or else any word, as often as it stands in the texts.
/// </summary>
internal sealed class TextVariants
{
    private const double LeaveOut = 0.075;
    private const double Replace = 0.075;
    private const double ReplaceByNear = 0.3;
    private const double Stretch = 0.25;
    private const int LeastStretch = 2;

    private readonly Random _random;
    private readonly NearWords? _near;
    private readonly string[][] _texts;

    /// <param name="texts">Whose words replace each other where <paramref name="near"/> is null.</param>
    /// <param name="random">Draws what is changed.</param>
    /// <param name="near">Names the words that may stand in a word's place.</param>
    public TextVariants(IEnumerable<string> texts, Random random, NearWords? near = null)
    {
        (_random, _near) = (random, near);
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
        double replaced = _near is null ? Replace : ReplaceByNear;
        foreach (string word in stretch)
        {
            double draw = _random.NextDouble();
            if (draw >= LeaveOut)
            {
                kept.Add(draw < LeaveOut + replaced ? OtherThan(word) : word);
            }
        }

        return kept.Count > 0 ? string.Join(' ', kept) : stretch[0];
    }

    private string OtherThan(string word)
    {
        if (_near is not null)
        {
            var near = _near.Of(word);
            return near.Count > 0 ? near[_random.Next(near.Count)] : word;
        }

        string[] other = _texts[_random.Next(_texts.Length)];
        return other[_random.Next(other.Length)];
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
