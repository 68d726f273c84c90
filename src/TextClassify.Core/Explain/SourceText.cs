namespace TextClassify.Explain;

/// <summary>The text behind the tokens, for methods that write a new one.</summary>
/// <param name="Text">As it was sent; the token spans are places in it.</param>
/// <param name="Encoder">Reads it as the model does.</param>
public sealed record SourceText(string Text, ITextEncoder Encoder);
