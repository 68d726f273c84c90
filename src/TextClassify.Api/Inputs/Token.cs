namespace TextClassify.Api.Inputs;

/// <summary>A token and its place in the text.</summary>
/// <param name="Index">Place among the tokens, from 0.</param>
/// <param name="Text">The surface form: the text from start to end.</param>
/// <param name="Start">First UTF-16 code unit.</param>
/// <param name="End">The UTF-16 code unit after the last.</param>
/// <param name="OutOfVocabulary">Whether the model reads the token as the unknown word.</param>
internal sealed record Token(int Index, string Text, int Start, int End, bool OutOfVocabulary);
