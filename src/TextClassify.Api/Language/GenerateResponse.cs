namespace TextClassify.Api.Language;

/// <summary>What was written.</summary>
/// <param name="Model">The model that wrote it.</param>
/// <param name="Text">What follows the prompt.</param>
/// <param name="CharacterCount">Its characters (Unicode scalar values).</param>
/// <param name="End">length, stop or edge: it is as long as was asked for, a stop text came, or the model ended the text.</param>
/// <param name="UnknownCharacters">Characters of the prompt that the model does not know.</param>
internal sealed record GenerateResponse(ModelReference Model, string Text, int CharacterCount, string End, int UnknownCharacters);

/// <summary>The next characters of a streamed answer.</summary>
/// <param name="Text">One or more.</param>
internal sealed record GenerateEvent(string Text);
