namespace TextClassify.Training.Augmenting.Texts;

/// <summary>
/// Words that share a meaning, of WordNet's files (data.noun, data.verb, data.adj, data.adv; wndb(5WN)). As Wei and Zou (2019) take them:
/// of all meanings of a word, whatever part of speech it has in its text.
/// </summary>
internal sealed class Synonyms
{
    private static readonly string[] Parts = ["data.noun", "data.verb", "data.adj", "data.adv"];

    // WordNet knows "a" as vitamin and "in" as indium; such words are no content and stay as they are.
    private static readonly HashSet<string> Function = new(StringComparer.Ordinal)
    {
        "a", "about", "all", "am", "an", "and", "any", "are", "as", "at", "be", "been", "being", "but", "by", "can", "could", "did", "do",
        "does", "doing", "for", "from", "had", "has", "have", "having", "he", "her", "here", "hers", "him", "his", "how", "i", "if", "in",
        "is", "it", "its", "just", "may", "me", "might", "more", "most", "must", "my", "no", "not", "now", "of", "on", "or", "our", "she",
        "should", "so", "some", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to",
        "too", "us", "very", "was", "we", "were", "what", "when", "where", "which", "who", "whom", "why", "will", "with", "would", "you",
        "your",
    };

    private readonly Dictionary<string, List<string>> _meanings;

    private Synonyms(Dictionary<string, List<string>> meanings) => _meanings = meanings;

    /// <summary>Reads the files of a folder.</summary>
    /// <exception cref="DataException">A file is missing, or a line is no synset.</exception>
    public static Synonyms Read(string folder)
    {
        var meanings = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (string part in Parts)
        {
            string file = Path.Combine(folder, part);
            if (!File.Exists(file))
            {
                throw new DataException(
                    $"{file} is not there: --wordnet is a folder of WordNet's files (Debian: wordnet-base, /usr/share/wordnet).");
            }

            // The licence stands above the synsets, its lines begin with blanks.
            foreach (var (line, text) in File.ReadLines(file).Index().Where(pair => !pair.Item.StartsWith("  ", StringComparison.Ordinal)))
            {
                Add(meanings, WordsOf(text) ?? throw new DataException($"Line {line + 1} of {file} is no synset of WordNet."));
            }
        }

        return new(meanings);
    }

    /// <summary>In WordNet's order, without the word itself; none of a word that it lacks or that is no content.</summary>
    /// <param name="normal">The word as models read it.</param>
    public IReadOnlyList<string> Of(string normal) =>
        !Function.Contains(normal) && _meanings.TryGetValue(normal, out var words) ? words : [];

    // 00001740 29 v 04 breathe 0 take_a_breath 0 ...: the fourth field is the number of words, in hexadecimal.
    private static string[]? WordsOf(string line)
    {
        string[] fields = line.Split(' ');
        if (fields.Length < 6 || !int.TryParse(fields[3], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int count)
            || fields.Length < 4 + (2 * count))
        {
            return null;
        }

        return [.. Enumerable.Range(0, count).Select(word => Plain(fields[4 + (2 * word)]))];
    }

    // "galore(ip)" says where an adjective may stand.
    private static string Plain(string word)
    {
        int mark = word.IndexOf('(', StringComparison.Ordinal);
        return (mark < 0 ? word : word[..mark]).Replace('_', ' ').ToLowerInvariant();
    }

    private static void Add(Dictionary<string, List<string>> meanings, string[] words)
    {
        foreach (string word in words.Where(word => !word.Contains(' ', StringComparison.Ordinal)))
        {
            var others = meanings.TryGetValue(word, out var known) ? known : meanings[word] = [];
            others.AddRange(words.Where(other => other != word && !others.Contains(other)));
        }
    }
}
