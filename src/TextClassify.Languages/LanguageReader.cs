using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Lingua;

namespace TextClassify.Languages;

/// <summary>
/// Tells texts that are in none of a model's languages, by groups of three letters (Lingua, low accuracy). Safe for many threads.
/// </summary>
public sealed partial class LanguageReader
{
    // Of what one English text in two hundred falls below, links and names taken out (docs/doubt.md).
    private const double LeastShare = 0.003;

    // "sehr gut" can be told; "ok" is a word of every language.
    private const int FewestLetters = 7;

    // The language of a text shows in its beginning.
    private const int MostCharacters = 400;

    private static readonly FrozenDictionary<string, Language> Known = new Dictionary<string, Language>(StringComparer.Ordinal)
    {
        ["ar"] = Language.Arabic,
        ["cs"] = Language.Czech,
        ["da"] = Language.Danish,
        ["de"] = Language.German,
        ["el"] = Language.Greek,
        ["en"] = Language.English,
        ["es"] = Language.Spanish,
        ["fi"] = Language.Finnish,
        ["fr"] = Language.French,
        ["he"] = Language.Hebrew,
        ["hi"] = Language.Hindi,
        ["hu"] = Language.Hungarian,
        ["id"] = Language.Indonesian,
        ["it"] = Language.Italian,
        ["ja"] = Language.Japanese,
        ["ko"] = Language.Korean,
        ["nb"] = Language.Bokmal,
        ["nl"] = Language.Dutch,
        ["pl"] = Language.Polish,
        ["pt"] = Language.Portuguese,
        ["ro"] = Language.Romanian,
        ["ru"] = Language.Russian,
        ["sv"] = Language.Swedish,
        ["tr"] = Language.Turkish,
        ["uk"] = Language.Ukrainian,
        ["vi"] = Language.Vietnamese,
        ["zh"] = Language.Chinese,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly LanguageDetector _detector = LanguageDetectorBuilder.FromLanguages([.. Known.Values])
        .WithLowAccuracyMode()
        .Build();

    /// <summary>Reads the tables of the Latin script, a second's work; those of the others are read with their first text.</summary>
    public LanguageReader() => IsForeign("a text of no meaning", ["en"]);

    /// <summary>Codes of ISO 639-1 that can be told apart.</summary>
    public static IReadOnlyCollection<string> Codes => Known.Keys;

    /// <summary>
    /// Whether the text is in another language. False of a text that is too short to tell, and where a code is none of
    /// <see cref="Codes"/>, so that its language can't be told from the others.
    /// </summary>
    /// <param name="text">As the caller sent it.</param>
    /// <param name="languages">Codes of those it may be in.</param>
    public bool IsForeign(string text, IReadOnlyList<string> languages)
    {
        string words = NoWord().Replace(text.Length > MostCharacters ? text[..MostCharacters] : text, " ");
        if (words.Count(char.IsLetter) < FewestLetters)
        {
            return false;
        }

        var shares = _detector.ComputeLanguageConfidenceValues(words);
        double own = 0;
        foreach (string code in languages)
        {
            if (!Known.TryGetValue(code, out var language))
            {
                return false;
            }

            own += shares.GetValueOrDefault(language);
        }

        return shares.Count > 0 && own < LeastShare;
    }

    /// <summary>Links, addresses, names of accounts and subjects, which have letters of no language.</summary>
    [GeneratedRegex(@"\w+://\S+|\S+@\S+|[@#]\w+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex NoWord();
}
