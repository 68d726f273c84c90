namespace TextClassify.Api.Limits;

/// <summary>How much of a stream is run together.</summary>
/// <param name="Lines">Most lines.</param>
/// <param name="Tokens">Most tokens; the last line may pass it.</param>
/// <param name="Bytes">Most bytes of a body; the last line may pass it. Texts that hold little for the model are held whole.</param>
internal readonly record struct WindowSize(int Lines, int Tokens, int Bytes)
{
    /// <summary>Windows of a stream that are held at once: one read, one run, one written.</summary>
    public const int AtOnce = 3;

    // An explanation runs hundreds of rows: a window of so many keeps the model busy, and the first answers do not wait for the last.
    private const int ExplainedLines = 16;

    public static WindowSize Of(LimitsOptions limits) => new(limits.WindowLines, limits.WindowTokens, limits.MaxLineBytes);

    public static WindowSize OfExplained(LimitsOptions limits) => Of(limits) with { Lines = Math.Min(limits.WindowLines, ExplainedLines) };
}
