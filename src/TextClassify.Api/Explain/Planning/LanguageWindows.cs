using TextClassify.Api.Inputs;
using TextClassify.Api.Problems;
using TextClassify.Api.Settings;
using TextClassify.Inference.Registry;
using TextClassify.Language;

namespace TextClassify.Api.Explain.Planning;

/// <summary>The characters of each input that an explanation of a language model scores.</summary>
internal static class LanguageWindows
{
    public const int DefaultContext = 256;

    private const string Position = "position";

    /// <summary>What a request asks of a language model that only a classifier can, or the other way round.</summary>
    public static Problem? Check(ExplainRequest request, LoadedModel model) =>
        request.Position is not null ? ForLanguage(Position) : request.Context is not null ? ForLanguage("context") : null;

    /// <inheritdoc cref="Check(ExplainRequest, LoadedModel)"/>
    public static Problem? Check(ExplainRequest request, LoadedLanguageModel model) =>
        request.Position is not null && request.Inputs.Items.Count != 1
            ? new Problem(ProblemTypes.OutOfRange, "A position belongs to one text; send one input.") { Where = Position }
        : request.Spans is { Kind: { } kind }
            ? new Problem(ProblemTypes.MethodNotSupported, $"Tokens of the model {model.Manifest.Name} are characters, which no {kind} are found among; send ranges.") { Where = "spans" }
        : null;

    /// <summary>One an input.</summary>
    public static (EncodedInput[] Inputs, long Characters, Problem? Problem) Of(
        ExplainRequest request, LoadedLanguageModel model, LimitsOptions limits)
    {
        var list = request.Inputs;
        long characters = 0;
        var inputs = new EncodedInput[list.Items.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            var item = list.Items[i];
            inputs[i] = Of(request, item, (list.Single ? "inputs" : $"inputs[{i}]") + (item.Bare ? "" : ".text"), model, limits);
            characters += inputs[i].Read;
        }

        return (inputs, characters, list.Single ? inputs[0].Problem : null);
    }

    /// <summary>One text's.</summary>
    /// <param name="request">Says how many, and before which place.</param>
    /// <param name="item">The text.</param>
    /// <param name="where">Its place in the request, for a problem with it.</param>
    /// <param name="model">What reads it.</param>
    /// <param name="limits">On a text and on the characters scored.</param>
    public static EncodedInput Of(ExplainRequest request, InputItem item, string where, LoadedLanguageModel model, LimitsOptions limits)
    {
        int position = request.Position ?? item.Text.Length;
        if ((LanguageInputs.Check(item, where, model, limits) ?? Misplaced(item.Text, position)) is { } problem)
        {
            return new EncodedInput(item, null, problem);
        }

        int context = request.Context ?? Math.Min(DefaultContext, limits.MaxExplainedCharacters);
        var text = CharacterWindow.Of(model.Vocabulary, item.Text, position, context).Text;
        return new EncodedInput(item, text, null) { Before = text.TotalTokens - text.Length };
    }

    /// <summary>What a text holds before the characters that are scored.</summary>
    public static ReadOnlyMemory<int> Before(LoadedLanguageModel model, EncodedInput input)
    {
        var spans = input.Text!.Tokens.Span;
        return CharacterWindow.Of(model.Vocabulary, input.Item.Text, spans[^1].End, spans.Length).Before;
    }

    private static Problem? Misplaced(string text, int position)
    {
        string? reason = position < 1 || position > text.Length
                ? $"The position is {position}; it must be from 1, which has a character before it, to {text.Length}, the text's length in UTF-16 code units."
            : position < text.Length && char.IsLowSurrogate(text[position]) && char.IsHighSurrogate(text[position - 1])
                ? $"The position {position} lies within a character, which begins at {position - 1}."
            : null;
        return reason is null ? null : new Problem(ProblemTypes.OutOfRange, reason) { Where = Position };
    }

    private static Problem ForLanguage(string property) =>
        new(ProblemTypes.WrongTask, $"A {property} is for language models; this model reads texts whole.") { Where = property };
}
