namespace TextClassify.Communication;

/// <summary>A source that a model knows.</summary>
/// <param name="Name">What a request calls it.</param>
/// <param name="MaxTokens">Later ones are counted and left out.</param>
public sealed record SourceDescription(string Name, int MaxTokens);
