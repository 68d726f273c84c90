using TextClassify.Numerics;

namespace TextClassify.Training.Augmenting.Texts;

/// <summary>
/// Edits words that may be edited: one is replaced by a near one, left out, swapped with the next, or typed wrong. What Wei and Zou (2019)
/// do, with near vectors beside synonyms, and with words that stay.
/// </summary>
/// <param name="ids">Of the file.</param>
/// <param name="others">The words that may replace a word.</param>
internal sealed class WordEdits(WordIds ids, OtherWords others)
{
    // Of the words of a text, in one edited text; one at least.
    private const double MostShare = 0.2;
    private const int NearestWords = 8;
    private const int LeastLettersOfATypo = 4;

    /// <summary>One edited text; null where nothing may be edited or nothing came of it.</summary>
    /// <param name="text">To edit.</param>
    /// <param name="frozen">Words that stay.</param>
    /// <param name="random">Draws the edits.</param>
    public EditedText? Draw(WordText text, bool[] frozen, ref SplitMix64 random)
    {
        string?[] words = [.. text.Words];
        string?[] normals = [.. text.Normals];
        int[] free = [.. Enumerable.Range(0, words.Length).Where(i => !frozen[i])];
        if (free.Length == 0 || words.Length < 2)
        {
            return null;
        }

        int most = Math.Max(1, (int)Math.Round(MostShare * words.Length));
        int count = Math.Min(1 + random.Next(most), free.Length);
        random.Shuffle(free);
        var done = new List<string>();
        for (int i = 0; i < count; i++)
        {
            if (Edit(words, normals, frozen, free[i], ref random) is { } edit)
            {
                done.Add(edit);
            }
        }

        string written = text.With(words);
        return done.Count > 0 && normals.Any(word => word is not null)
            ? new(written, ids.Of(normals.OfType<string>()), string.Join('+', done))
            : null;
    }

    private string? Edit(string?[] words, string?[] normals, bool[] frozen, int at, ref SplitMix64 random)
    {
        switch (random.Next(others.Synonyms is null ? 4 : 5))
        {
            case 0 when words[at] is { } word && others.Near?.Of(word) is { Count: > 0 } near:
                Put(words, normals, at, near[random.Next(Math.Min(NearestWords, near.Count))]);
                return "near";
            case 1 when words[at] is not null:
                (words[at], normals[at]) = (null, null);
                return "delete";
            case 2 when at + 1 < words.Length && !frozen[at + 1]:
                (words[at], words[at + 1]) = (words[at + 1], words[at]);
                (normals[at], normals[at + 1]) = (normals[at + 1], normals[at]);
                return "swap";
            case 3 when words[at] is { Length: >= LeastLettersOfATypo } word && word.All(char.IsAsciiLetter):
                words[at] = Typo(word, ref random);
                normals[at] = words[at]!.ToLowerInvariant();
                return "typo";
            case 4 when normals[at] is { } word && others.Synonyms!.Of(word) is { Count: > 0 } synonyms:
                Put(words, normals, at, synonyms[random.Next(synonyms.Count)]);
                return "synonym";
            default:
                return null;
        }
    }

    private static void Put(string?[] words, string?[] normals, int at, string other) =>
        (words[at], normals[at]) = (char.IsUpper(words[at]![0]) ? Capital(other) : other, other);

    // A letter is left out, or two letters change places; the first one stays, as it does where people type.
    private static string Typo(string word, ref SplitMix64 random)
    {
        int at = 1 + random.Next(word.Length - 2);
        return random.Next(2) == 0
            ? word.Remove(at, 1)
            : string.Concat(word.AsSpan(0, at), [word[at + 1], word[at]], word.AsSpan(at + 2));
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
