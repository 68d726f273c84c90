using TextClassify.Api.Hosting;

namespace TextClassify.Api.Ndjson;

/// <summary>How much of a stream is run together.</summary>
/// <param name="Lines">Most lines.</param>
/// <param name="Tokens">Most tokens; the last line may pass it.</param>
internal readonly record struct WindowSize(int Lines, int Tokens)
{
    // An explanation runs hundreds of rows: a window of so many keeps the model busy, and the first answers do not wait for the last.
    private const int ExplainedLines = 16;

    public static WindowSize Of(LimitsOptions limits) => new(limits.WindowLines, limits.WindowTokens);

    public static WindowSize OfExplained(LimitsOptions limits) => new(Math.Min(limits.WindowLines, ExplainedLines), limits.WindowTokens);
}
