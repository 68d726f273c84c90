using System.Text.RegularExpressions;

namespace TextClassify.Training.Behaviour;

/// <summary>A text with places for words: <c>{thing}</c>, and <c>{thing:2}</c> for another word of the same list.</summary>
internal static partial class Template
{
    /// <summary>The places of a template, each once.</summary>
    public static IReadOnlyList<string> WordsOf(string template) =>
        [.. Places().Matches(template).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal)];

    /// <summary>The list that fills a place.</summary>
    public static string ListOf(string place) => place.Split(':')[0];

    /// <summary>The first letter is made a capital, as a word may stand at the beginning of a sentence.</summary>
    public static string Fill(string template, Func<string, string> word)
    {
        string text = Places().Replace(template, match => word(match.Groups[1].Value));
        return text.Length > 0 && template[0] == '{' ? char.ToUpperInvariant(text[0]) + text[1..] : text;
    }

    [GeneratedRegex(@"\{([a-zA-Z]+(?::\d)?)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Places();
}
