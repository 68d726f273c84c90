using TextClassify.Reactions;

namespace TextClassify.Api.Inputs;

internal static class InputEncoder
{
    /// <summary>Encodes every input. What fails and is no list's is the request's own failure.</summary>
    /// <param name="model">What reads them.</param>
    /// <param name="list">The request's.</param>
    /// <param name="limits">On a text.</param>
    /// <param name="severalAspects">Whether the verb answers for several aspects of a text.</param>
    /// <param name="encoder">That reads them; the model's own where it is null.</param>
    /// <param name="references">Whether nodes have texts that are not sent.</param>
    /// <param name="uncut">Whether a text beyond the model's limit is refused, and not cut.</param>
    public static (EncodedInput[] Inputs, Problem? Problem) Encode(
        ITextClassifier model,
        InputList list,
        LimitsOptions limits,
        bool severalAspects,
        ITextEncoder? encoder = null,
        bool references = false,
        bool uncut = false)
    {
        var inputs = new EncodedInput[list.Items.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = Encode(model, list.Items[i], limits, severalAspects, encoder, references, uncut);
            if (inputs[i].Problem is { } problem)
            {
                inputs[i] = inputs[i] with { Problem = problem with { Where = Where(list, i, problem) } };
            }
        }

        return (inputs, list.Single ? inputs[0].Problem : null);
    }

    public static EncodedInput Encode(
        ITextClassifier model,
        InputItem item,
        LimitsOptions limits,
        bool severalAspects,
        ITextEncoder? encoder = null,
        bool references = false,
        bool uncut = false)
    {
        if (item.Problem is not null)
        {
            return new EncodedInput(item, null, item.Problem);
        }

        if (model is not IAspectClassifier && (item.Aspect is not null || item.Aspects is not null))
        {
            string named = item.Aspect is { } span ? $"aspect from {span.Start} to {span.End}" : "aspects";
            return Refuse(
                item,
                ProblemTypes.AspectNotSupported,
                $"The model {model.Manifest.Name} labels whole texts; leave the {named} out.",
                item.Aspect is null ? "aspects" : "aspect");
        }

        if (item.Sources is { } sources)
        {
            return CaseEncoder.Encode(model, item, sources, limits, references);
        }

        if (item.Text.Length > limits.MaxTextLength)
        {
            var problem = new Problem(
                ProblemTypes.TextTooLong, $"The text has {item.Text.Length} UTF-16 code units; the limit is {limits.MaxTextLength}.")
            {
                Limit = limits.MaxTextLength,
                Where = "text",
            };
            return new EncodedInput(item, null, problem);
        }

        var text = (encoder ?? model.Encoder).Encode(item.Text);
        if (text.Length == 0)
        {
            return Refuse(item, ProblemTypes.EmptyText, "The text must hold at least one word, number or sign.", "text");
        }

        if (uncut && text.Truncated)
        {
            string detail = $"The text has {text.TotalTokens} symbols; the limit of the model {model.Manifest.Name} is {text.Length}.";
            return new(item, null, new Problem(ProblemTypes.TextTooLong, detail) { Limit = text.Length, Where = "text" });
        }

        if (model.Encoder is SmilesEncoder && !SmilesText.TryRead(item.Text, out _, out var fault))
        {
            return Refuse(item, ProblemTypes.NotSmiles, $"The text is no SMILES. {fault}", "text");
        }

        var (aspects, unfit) = AspectRanges.Of(model, item, text, severalAspects);
        return unfit is null ? new EncodedInput(item, text, null) { Aspects = aspects } : new EncodedInput(item, null, unfit);
    }

    private static EncodedInput Refuse(InputItem item, ProblemType type, string detail, string property) =>
        new(item, null, new Problem(type, detail) { Where = property });

    private static string Where(InputList list, int index, Problem problem)
    {
        // What the reader noted has its whole path already.
        if (ReferenceEquals(list.Items[index].Problem, problem))
        {
            return problem.Where!;
        }

        string item = list.Single ? "inputs" : $"inputs[{index}]";
        return list.Items[index].Bare ? item : $"{item}.{problem.Where}";
    }
}
