using TextClassify.Api.Hosting;
using TextClassify.Api.Problems;
using TextClassify.Explain;
using TextClassify.Inference.Registry;
using TextClassify.Language;
using ExplainRequest = TextClassify.Api.Contracts.ExplainRequest;

namespace TextClassify.Api.Scoring;

/// <summary>The characters of each input that an explanation of a language model scores.</summary>
internal static class LanguageWindows
{
    public const int DefaultContext = 256;

    private const string Position = "position";

    /// <summary>The methods that need nothing but rows to run.</summary>
    public static ExplainerCatalog Explainers { get; } = ExplainerCatalog.Default.For([]);

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
        var (read, problem) = LanguageInputs.Read(request.Inputs, model, limits);
        if (problem is not null)
        {
            return ([], 0, problem);
        }

        long characters = 0;
        int context = request.Context ?? Math.Min(DefaultContext, limits.MaxExplainedCharacters);
        var inputs = new EncodedInput[read.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            var (item, fault) = (read[i].Item, read[i].Problem);
            int position = request.Position ?? item.Text.Length;
            fault ??= Misplaced(item.Text, position);
            var text = fault is null ? CharacterWindow.Of(model.Vocabulary, item.Text, position, context).Text : null;
            characters += text?.TotalTokens ?? 0;
            inputs[i] = new EncodedInput(item, text, fault);
        }

        return (inputs, characters, request.Inputs.Single ? inputs[0].Problem : null);
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
