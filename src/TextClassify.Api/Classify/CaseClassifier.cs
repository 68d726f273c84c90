using TextClassify.Communication;

namespace TextClassify.Api.Classify;

/// <summary>Labels cases of several sources. A source is read once, whatever is asked about the case.</summary>
internal sealed class CaseClassifier(ICaseClassifier model, AnswerForm form)
{
    private readonly CaseQuestion _question = form.Case ?? CaseQuestion.Plain(model)!;

    /// <param name="inputs">Each with a text, or the texts of sources.</param>
    /// <param name="outputs">Evidence where the tokens' shares are told or kept.</param>
    /// <param name="terms">How the call waits.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<(ClassifyResult[] Results, ForwardResult?[] Raw, TimeSpan Queue, TimeSpan Compute)> ClassifyAsync(
        List<EncodedInput> inputs, ForwardOutputs outputs, ForwardTerms terms, CancellationToken cancellationToken)
    {
        var asked = inputs.ConvertAll(Ask);
        CaseRow[] rows = [.. asked.Where(one => one is not null).Select(one => one!.Row)];
        var answers = rows.Length == 0
            ? new CaseAnswers([], TimeSpan.Zero, TimeSpan.Zero)
            : await model.Cases.RunAsync(rows, outputs.HasFlag(ForwardOutputs.Evidence), terms, cancellationToken);
        var results = new ClassifyResult[inputs.Count];
        var raw = new ForwardResult?[inputs.Count];
        var told = new CaseResults(model, form, _question);
        for (int i = 0, row = 0; i < results.Length; i++)
        {
            if (asked[i] is not { } one)
            {
                results[i] = Classifier.Failed(inputs[i].Item, _question.Lost(inputs[i])!);
                continue;
            }

            (results[i], raw[i]) = told.Of(inputs[i], one, answers.Readings[row++], new CaseNodesAnswer());
        }

        return (results, raw, answers.Queue, answers.Compute);
    }

    /// <summary>What the model is asked; null where no source is left.</summary>
    private CaseVariants? Ask(EncodedInput input)
    {
        if (input.Case is not { } one)
        {
            return new CaseVariants(
                new CaseRow([new SourceRow(model.TextRole, input.Text!.Ids)], [CaseVariant.Full(1, model.Cases.Rounds)]), []);
        }

        return _question.Lost(input) is null ? CaseVariants.Of(one, _question) : null;
    }
}
