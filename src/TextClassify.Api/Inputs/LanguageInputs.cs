namespace TextClassify.Api.Inputs;

/// <summary>An input as a language model reads it, or why it can't be.</summary>
/// <param name="Item">As it was sent.</param>
/// <param name="Row">The edge, then its characters; empty beside a problem.</param>
/// <param name="Starts">Where each character starts; longer than there are characters where some take two UTF-16 code units.</param>
/// <param name="Problem">Why it can't be read.</param>
internal readonly record struct LanguageInput(InputItem Item, TextRow Row, int[] Starts, Problem? Problem)
{
    /// <summary>Characters.</summary>
    public int Length => Problem is null ? Row.Ids.Length - 1 : 0;
}

internal static class LanguageInputs
{
    /// <summary>One an item; what fails and is no list's is the request's own failure.</summary>
    public static Outcome<LanguageInput[]> Read(InputList list, ICharacterModel model, LimitsOptions limits)
    {
        var inputs = new LanguageInput[list.Items.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            var item = list.Items[i];
            string where = (list.Single ? "inputs" : $"inputs[{i}]") + (item.Bare ? "" : ".text");
            if (Check(item, where, model, limits) is { } problem)
            {
                if (list.Single)
                {
                    return problem;
                }

                inputs[i] = new LanguageInput(item, default, [], problem);
                continue;
            }

            int[] starts = new int[item.Text.Length];
            inputs[i] = new LanguageInput(item, TextRow.Of(model.Vocabulary, item.Text, starts), starts, null);
        }

        return inputs;
    }

    /// <summary>What stands against a text, which is not read for it.</summary>
    public static Problem? Check(InputItem item, string where, ICharacterModel model, LimitsOptions limits) =>
        item.Problem
        ?? (item.Aspect is not null || item.Aspects is not null
                ? new Problem(ProblemTypes.AspectNotSupported, $"The model {model.Manifest.Name} takes no aspect; leave it out.")
                {
                    Where = where,
                }
            : item.Sources is not null
                ? new Problem(ProblemTypes.UnknownSource, $"The model {model.Manifest.Name} reads one text; send text.") { Where = where }
            : item.Text.Length == 0 ? new Problem(ProblemTypes.EmptyText, "The text must hold at least one character.") { Where = where }
            : item.Text.Length > limits.MaxTextLength
                ? new Problem(
                    ProblemTypes.TextTooLong, $"The text has {item.Text.Length} UTF-16 code units; the limit is {limits.MaxTextLength}.")
                {
                    Limit = limits.MaxTextLength,
                    Where = where,
                }
            : null);
}
