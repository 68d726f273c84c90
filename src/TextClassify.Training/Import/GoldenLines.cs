namespace TextClassify.Training.Import;

/// <summary>The texts whose scores travel with an imported package.</summary>
internal static class GoldenLines
{
    private const int Most = 200;
    private const long MostBytes = 1 << 20;

    private static readonly string[] MadeUp =
    [
        "The film is slow, but the cast is warm.",
        "I have waited three weeks for an answer and nobody calls back!",
        "ok",
        "It's 100% \"fine\" \U0001F600 — na\u00EFve caf\u00E9, isn't it? see https://example.org/a?b=c",
        "\u65E5\u672C\u8A9E \uD55C\uAD6D\uC5B4 \u0440\u0443\u0441\u0441\u043A\u0438\u0439",
        "qzxvwk zzqxjv kqjxzw",
        string.Join(' ', Enumerable.Repeat("They said it would be long, and so it is.", 20)),
    ];

    /// <param name="file">A text a line; null for some that are made up.</param>
    /// <exception cref="DataException">It is missing, too long or without a text.</exception>
    public static IReadOnlyList<string> Read(string? file)
    {
        if (file is null)
        {
            return MadeUp;
        }

        if (!File.Exists(file))
        {
            throw new DataException($"There is no file {file}.");
        }

        string[] texts = new FileInfo(file).Length > MostBytes
            ? throw new DataException($"{file} has more than {MostBytes} bytes; golden texts are few.")
            : [.. File.ReadLines(file).Where(line => !string.IsNullOrWhiteSpace(line)).Distinct(StringComparer.Ordinal).Take(Most + 1)];
        return texts.Length is > 0 and <= Most
            ? texts
            : throw new DataException(
                $"{file} has {(texts.Length == 0 ? "no text" : $"more than {Most} texts")}; it has one a line, at most {Most}.");
    }
}
