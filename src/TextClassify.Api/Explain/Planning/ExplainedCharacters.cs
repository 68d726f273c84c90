using TextClassify.Language;
using TextClassify.Numerics;

namespace TextClassify.Api.Explain.Planning;

/// <summary>
/// A model that reads characters: what is explained is the character it expects at a position, by the characters of a window before it.
/// </summary>
internal sealed class ExplainedCharacters(ICharacterModel model) : ExplainedModel(model)
{
    public const int DefaultContext = 256;

    private const string Position = "position";

    public override IReadOnlyList<string> Labels { get; } =
        [.. Enumerable.Range(0, model.Vocabulary.Count).Select(id => model.Vocabulary.NameOf(id))];

    public override string LabelsInWords =>
        $"the {Labels.Count - 2} characters the model knows, {CharacterVocabulary.Unknown} for any other and {CharacterVocabulary.Edge} "
            + "for a text's end";

    public override ScoreScale Scale => 1;

    public override ForwardShape Shape => NextCharacter.ShapeOf(model.Pass);

    public override int TokenPrice => CharacterCost.TokensOfACharacter;

    public override string DefaultOutput => "log_probability";

    public override Problem? Check(ExplainRequest request) =>
        request.Position is not null && request.Inputs.Items.Count != 1
            ? new Problem(ProblemTypes.OutOfRange, "A position belongs to one text; send one input.") { Where = Position }
        : request.Spans is { Kind: { } kind }
            ? new Problem(
                ProblemTypes.MethodNotSupported,
                $"Tokens of the model {model.Manifest.Name} are characters, which no {kind} are found among; send ranges.")
            {
                Where = "spans",
            }
        : null;

    public override Outcome<EncodedInput[]> Read(HttpContext http, InferenceServices services, ExplainRequest request)
    {
        var list = request.Inputs;
        long characters = 0;
        var inputs = new EncodedInput[list.Items.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            var item = list.Items[i];
            inputs[i] = Read(item, (list.Single ? "inputs" : $"inputs[{i}]") + (item.Bare ? "" : ".text"), request, services.Limits);
            characters += inputs[i].Read;
        }

        RequestFacts.Of(http).Tokens = characters;
        return new Outcome<EncodedInput[]>(inputs, list.Single ? inputs[0].Problem : null);
    }

    public override EncodedInput Read(InputItem item, ExplainRequest request, LimitsOptions limits) => Read(item, "text", request, limits);

    public override int MostTokens(LimitsOptions limits) => limits.MaxExplainedCharacters;

    public override async ValueTask<IForwardPass> OpenAsync(EncodedInput input, CancellationToken cancellationToken)
    {
        var spans = input.Text!.Tokens.Span;
        var before = CharacterWindow.Of(model.Vocabulary, input.Item.Text, spans[^1].End, spans.Length).Before;
        return await NextCharacter.OpenAsync(model.Pass, before, cancellationToken);
    }

    /// <summary>Cuts the characters that are scored out of a text.</summary>
    private EncodedInput Read(InputItem item, string where, ExplainRequest request, LimitsOptions limits)
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

    private static Problem? Misplaced(string text, int position)
    {
        string? reason = position < 1 || position > text.Length
                ? $"The position is {position}; it must be from 1, which has a character before it, to {text.Length}, the text's length "
                    + "in UTF-16 code units."
            : position < text.Length && char.IsLowSurrogate(text[position]) && char.IsHighSurrogate(text[position - 1])
                ? $"The position {position} lies within a character, which begins at {position - 1}."
            : null;
        return reason is null ? null : new Problem(ProblemTypes.OutOfRange, reason) { Where = Position };
    }
}
