namespace TextClassify.Training.Behaviour;

/// <summary>Carries out a <see cref="TextEdit"/>.</summary>
internal static class TextEdits
{
    private const int LeastLetters = 5;

    /// <summary>The text changed; as it was where it has no place for the change.</summary>
    public static string Apply(TextEdit edit, string text, Random random) => edit switch
    {
        TextEdit.SwapLetters => WithinWord(text, random, static (word, at) => $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}"),
        TextEdit.DropLetter => WithinWord(text, random, static (word, at) => word.Remove(at, 1)),
        TextEdit.UpperCase => text.ToUpperInvariant(),
        TextEdit.LowerCase => text.ToLowerInvariant(),
        TextEdit.NoEndSign => text.TrimEnd('.', '!', '?', ' '),
        TextEdit.Link => $"{text} https://t.co/{Letters(random)}",
        TextEdit.Mention => $"@{Letters(random)} {text}",
        _ => throw new ArgumentOutOfRangeException(nameof(edit), edit, "No such edit."),
    };

    /// <summary>Neither the first letter nor the last moves, as people who type fast get these right.</summary>
    private static string WithinWord(string text, Random random, Func<string, int, string> change)
    {
        string[] words = text.Split(' ');
        int[] places =
        [
            .. words.Index().Where(pair => pair.Item.Length >= LeastLetters && pair.Item.All(char.IsLetter)).Select(pair => pair.Index),
        ];
        if (places.Length == 0)
        {
            return text;
        }

        int chosen = places[random.Next(places.Length)];
        words[chosen] = change(words[chosen], random.Next(1, words[chosen].Length - 2));
        return string.Join(' ', words);
    }

    private static string Letters(Random random) => string.Create(8, random, static (span, random) =>
    {
        foreach (ref char letter in span)
        {
            letter = (char)('a' + random.Next(26));
        }
    });
}
