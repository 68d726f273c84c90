namespace TextClassify.Training.Translation;

/// <summary>A source and what it translates to.</summary>
internal readonly record struct TextPair(string Source, string Target);
