using TextClassify.Translation;

namespace TextClassify.Api.Translate;

/// <summary>An input as a translator reads it, or why it can't be.</summary>
/// <param name="Item">As it was sent.</param>
/// <param name="Source">As the model reads it; empty beside a problem.</param>
/// <param name="Ids">Its symbols.</param>
/// <param name="Problem">Why it can't be read.</param>
internal readonly record struct TranslateInput(InputItem Item, string Source, int[] Ids, Problem? Problem);

internal static class TranslateInputs
{
    // A writing has more symbols than the canonical form where it has needless brackets and numbers; hardly one has twice as many.
    private const int WritingFactor = 2;

    /// <summary>One an item; what fails and is no list's is the request's own failure.</summary>
    public static Outcome<TranslateInput[]> Read(InputList list, ITranslator model, LimitsOptions limits)
    {
        var translator = new Translator(model.Pass, model.Vocabulary, model.Notation);
        var inputs = new TranslateInput[list.Items.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            var item = list.Items[i];
            string where = (list.Single ? "inputs" : $"inputs[{i}]") + (item.Bare ? "" : ".text");
            inputs[i] = Read(item, where, translator, model, limits);
            if (list.Single && inputs[i].Problem is { } problem)
            {
                return problem;
            }
        }

        return inputs;
    }

    private static TranslateInput Read(
        InputItem item, string where, Translator translator, ITranslator model, LimitsOptions limits)
    {
        if (Check(item, where, model, limits) is { } unread)
        {
            return new(item, "", [], unread);
        }

        if (translator.Read(item.Text, out var fault) is not { } source)
        {
            return new(item, "", [], new(ProblemTypes.NotSmiles, $"The text is no SMILES. {fault}") { Where = where });
        }

        int[] ids = translator.Encode(source);
        return CheckSymbols(ids.Length, model.Pass.Shape.MaxSymbols, where) is { } problem
            ? new(item, "", [], problem)
            : new(item, source, ids, null);
    }

    private static Problem? Check(InputItem item, string where, ITranslator model, LimitsOptions limits)
    {
        if (item.Problem is not null)
        {
            return item.Problem;
        }

        if (item.Aspect is not null || item.Aspects is not null)
        {
            return new(ProblemTypes.AspectNotSupported, $"The model {model.Manifest.Name} takes no aspect; leave it out.")
            {
                Where = where,
            };
        }

        if (item.Sources is not null)
        {
            return new(ProblemTypes.UnknownSource, $"The model {model.Manifest.Name} reads one text; send text.") { Where = where };
        }

        return item.Text.Length > limits.MaxTextLength
            ? new(ProblemTypes.TextTooLong, $"The text has {item.Text.Length} UTF-16 code units; the limit is {limits.MaxTextLength}.")
            {
                Limit = limits.MaxTextLength,
                Where = where,
            }
            : CheckWriting(item.Text, where, model);
    }

    /// <summary>Before it is brought to its canonical form, which costs more the longer it is.</summary>
    private static Problem? CheckWriting(string text, string where, ITranslator model)
    {
        int symbols = Symbols.Cut(text.AsSpan().Trim(), model.Notation).Count, most = model.Pass.Shape.MaxSymbols;
        return symbols == 0
            ? new(ProblemTypes.EmptyText, "The text must hold at least one symbol.") { Where = where }
            : model.Notation is TextNotation.Smiles && symbols <= WritingFactor * most ? null
            : CheckSymbols(symbols, most, where);
    }

    private static Problem? CheckSymbols(int symbols, int most, string where) => symbols <= most
        ? null
        : new(ProblemTypes.TextTooLong, $"The text has {symbols} symbols; the model reads at most {most}.")
        {
            Limit = most,
            Where = where,
        };
}
