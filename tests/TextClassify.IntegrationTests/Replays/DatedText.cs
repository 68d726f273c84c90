namespace TextClassify.Replays;

/// <param name="At">When it was written.</param>
/// <param name="Text">What was.</param>
/// <param name="Label">What people say it is.</param>
internal sealed record DatedText(DateTimeOffset At, string Text, string Label);
