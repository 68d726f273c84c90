using TextClassify.Numerics;

namespace TextClassify.Training.Augmenting.Texts;

/// <summary>
/// "Easy data augmentation" (Wei and Zou 2019) as it was published, to compare with: a tenth of a text's words, whichever they are, have
/// synonyms for them, get synonyms beside them, change places, or go. One edited text has one of the four.
/// </summary>
/// <param name="ids">Of the file.</param>
/// <param name="synonyms">Words for words.</param>
internal sealed class EdaEdits(WordIds ids, Synonyms synonyms)
{
    // Alpha of the paper, which advises 0.1 in general.
    private const double Share = 0.1;
    private const int Ways = 4;

    /// <summary>One edited text; null where nothing came of it.</summary>
    /// <param name="text">To edit.</param>
    /// <param name="way">Which of the four, by turns.</param>
    /// <param name="random">Draws the edit.</param>
    public EditedText? Draw(WordText text, int way, ref SplitMix64 random)
    {
        string?[] words = [.. text.Words];
        if (words.Length < 2)
        {
            return null;
        }

        int count = Math.Max(1, (int)(Share * words.Length));
        string name = (way % Ways) switch
        {
            0 => Replace(text, words, count, ref random),
            1 => Insert(text, words, count, ref random),
            2 => Swap(words, count, ref random),
            _ => Delete(words, ref random),
        };
        string written = text.With(words);
        return words.All(word => word is null) || words.AsSpan().SequenceEqual(text.Words)
            ? null
            : new(written, ids.Of(new WordText(written).Normals), name);
    }

    private string Replace(WordText text, string?[] words, int count, ref SplitMix64 random)
    {
        int[] order = [.. Enumerable.Range(0, words.Length)];
        random.Shuffle(order);
        foreach (int at in order.Where(at => synonyms.Of(text.Normals[at]).Count > 0).Take(count))
        {
            words[at] = Draw(text.Normals[at], ref random);
        }

        return "synonym";
    }

    private string Insert(WordText text, string?[] words, int count, ref SplitMix64 random)
    {
        int[] known = [.. Enumerable.Range(0, words.Length).Where(at => synonyms.Of(text.Normals[at]).Count > 0)];
        for (int i = 0; i < count && known.Length > 0; i++)
        {
            int at = random.Next(words.Length);
            words[at] = $"{words[at]} {Draw(text.Normals[known[random.Next(known.Length)]], ref random)}";
        }

        return "insert";
    }

    private static string Swap(string?[] words, int count, ref SplitMix64 random)
    {
        for (int i = 0; i < count; i++)
        {
            int one = random.Next(words.Length), other = random.Next(words.Length);
            (words[one], words[other]) = (words[other], words[one]);
        }

        return "swap";
    }

    private static string Delete(string?[] words, ref SplitMix64 random)
    {
        const int Parts = 1_000;
        for (int at = 0; at < words.Length; at++)
        {
            if (random.Next(Parts) < Share * Parts)
            {
                words[at] = null;
            }
        }

        return "delete";
    }

    private string Draw(string word, ref SplitMix64 random)
    {
        var others = synonyms.Of(word);
        return others[random.Next(others.Count)];
    }
}
