namespace TextClassify.Api.Inputs;

/// <summary>A token and what it says.</summary>
/// <param name="Index">Place among the tokens, from 0.</param>
/// <param name="Text">The surface form: the text from start to end.</param>
/// <param name="Start">First UTF-16 code unit.</param>
/// <param name="End">The UTF-16 code unit after the last.</param>
/// <param name="Score">The method's number for the token; signed where the method is.</param>
/// <param name="OutOfVocabulary">Whether the model reads the token as the unknown word.</param>
/// <param name="StandardError">Of the score, by methods that sample.</param>
internal sealed record TokenScore(
    int Index, string Text, int Start, int End, float Score, bool OutOfVocabulary, float? StandardError = null);
