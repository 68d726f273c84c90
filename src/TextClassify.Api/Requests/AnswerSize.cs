using TextClassify.Translation;

namespace TextClassify.Api.Requests;

/// <summary>What answers hold in memory while they are made: estimates from the objects they are made of, on a 64-bit runtime.</summary>
internal static class AnswerSize
{
    /// <summary>A result with its id and prediction.</summary>
    public const int Result = 512;

    /// <summary>A token with its word and its score.</summary>
    public const int Token = 192;

    private const int Label = 64;

    /// <summary>A character with its bits and its offset, and as the model reads it.</summary>
    private const int Character = 24;

    public static long OfClassified(ITextClassifier model, ReadOnlySpan<EncodedInput> inputs, int? top, bool evidence)
    {
        long bytes = 0;
        foreach (ref readonly var input in inputs)
        {
            int tokens = input.Read;
            bytes += AspectsOf(input.Item, tokens) * OfClassified(model, tokens, top, evidence);

            // What each source says, and what its messages do to each other.
            long sources = input.Case?.Sources.Count ?? 0;
            bytes += sources * (Result + (sources * Label));
        }

        return bytes;
    }

    /// <summary>What the windows of a stream hold, whatever their lines are.</summary>
    /// <param name="model">That answers.</param>
    /// <param name="longest">Most tokens of a text.</param>
    /// <param name="size">Of a window, which ends with the text that fills it.</param>
    /// <param name="top">Labels of a result; all where it is null.</param>
    /// <param name="evidence">Whether each token's share is told.</param>
    public static long OfClassifiedStream(ITextClassifier model, int longest, WindowSize size, int? top, bool evidence)
    {
        long lines = size.Lines * OfClassified(model, 0, top, evidence: false);
        long tokens = evidence ? (size.Tokens + (long)longest) * OfToken(model) : 0;
        return WindowSize.AtOnce * (lines + tokens);
    }

    public static long OfScored(long texts, long characters) => (texts * Result) + (characters * Character);

    /// <summary>What the beams hold as they search, which is more than the answer.</summary>
    /// <param name="shape">Of the translator.</param>
    /// <param name="texts">That are translated.</param>
    /// <param name="beam">Texts side by side.</param>
    /// <param name="attention">Whether it is told where the model looked.</param>
    public static long OfTranslated(TranslatorShape shape, long texts, int beam, bool attention)
    {
        long symbols = shape.MaxSymbols + 1L, shares = attention ? symbols * shape.MaxSymbols * sizeof(float) * 2 : 0;
        return texts * (Result + (beam * (Result + (symbols * Character) + shares)));
    }

    private static long OfClassified(ITextClassifier model, int tokens, int? top, bool evidence)
    {
        int labels = model.Forward.Shape.Classes;
        return Result + ((long)Math.Min(top ?? labels, labels) * Label) + (evidence ? tokens * OfToken(model) : 0);
    }

    /// <summary>Of a token with its evidence for every label.</summary>
    private static long OfToken(ITextClassifier model) => Token + (4L * model.Forward.Shape.Classes);

    /// <summary>Where the model finds them, there can be one a token.</summary>
    private static long AspectsOf(InputItem item, int tokens) =>
        item.Aspects is not { } several ? 1 : several.Spans?.Count ?? Math.Min(InputItem.MaxAspects, tokens);
}
