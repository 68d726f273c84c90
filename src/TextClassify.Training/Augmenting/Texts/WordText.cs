using System.Text;
using TextClassify.Text.Words;

namespace TextClassify.Training.Augmenting.Texts;

/// <summary>A text as its words and what stands between them, so that an edited text looks like the one it came from.</summary>
internal sealed class WordText
{
    private readonly string _tail;

    public WordText(string text)
    {
        var (words, normals, gaps, ranges) = (new List<string>(), new List<string>(), new List<string>(), new List<Range>());
        int end = 0;
        foreach (var token in WordTokenizer.Enumerate(text))
        {
            words.Add(text[token.Start..token.End]);
            normals.Add(token.Normal.ToString());
            gaps.Add(text[end..token.Start]);
            ranges.Add(token.Start..token.End);
            end = token.End;
        }

        _tail = text[end..];
        (Words, Normals, Gaps, Ranges) = ([.. words], [.. normals], [.. gaps], [.. ranges]);
    }

    /// <summary>As they stand in the text.</summary>
    public string[] Words { get; }

    /// <summary>As models read them.</summary>
    public string[] Normals { get; }

    /// <summary>Where they stand.</summary>
    public Range[] Ranges { get; }

    /// <summary>What stands before each.</summary>
    private string[] Gaps { get; }

    /// <summary>The text with other words; null takes a word and the gap before it away.</summary>
    public string With(ReadOnlySpan<string?> words)
    {
        var text = new StringBuilder();
        bool first = true;
        for (int i = 0; i < words.Length; i++)
        {
            if (words[i] is { } word)
            {
                // The gap of a first word that went is no gap between words.
                text.Append(first && i > 0 ? Gaps[0] : Gaps[i]).Append(word);
                first = false;
            }
        }

        return text.Append(_tail).ToString();
    }
}
