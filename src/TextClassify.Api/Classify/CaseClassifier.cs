using System.Numerics.Tensors;
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
        for (int i = 0, row = 0; i < results.Length; i++)
        {
            if (asked[i] is not { } one)
            {
                results[i] = Classifier.Failed(inputs[i].Item, _question.Lost(inputs[i])!);
                continue;
            }

            var reading = answers.Readings[row++];
            raw[i] = Whole(one.Row, reading);
            results[i] = Result(inputs[i], one, reading, raw[i]!);
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

    /// <summary>The case as a text's result: all tokens one behind the other, those of a silenced source without a share.</summary>
    private static ForwardResult Whole(CaseRow row, CaseReading reading)
    {
        if (reading.Fault is { } fault)
        {
            return new ForwardResult { Logits = [], Fault = fault };
        }

        float[] logits = reading.Answers[0].Logits;
        bool isTold = Array.Exists(reading.Tokens, static tokens => tokens.Length > 0);
        return new ForwardResult
        {
            Logits = logits,
            Evidence = isTold
                ? [.. reading.Tokens.SelectMany((tokens, source) =>
                    tokens.Length > 0 ? tokens : new float[row.Sources[source].Ids.Length * logits.Length])]
                : [],
        };
    }

    private ClassifyResult Result(EncodedInput input, CaseVariants asked, CaseReading reading, ForwardResult whole)
    {
        if (input.Case is not { } one)
        {
            return Classifier.Result(model, input, whole, form);
        }

        var result = Classifier.Result(model, input, whole, form with { Evidence = false });
        if (result.Error is not null)
        {
            return result;
        }

        float[] logits = reading.Answers[0].Logits;
        int target = TensorPrimitives.IndexOfMax<float>(logits);
        return result with
        {
            Sources = Sources(input, one, reading, target),
            Communication = new CommunicationResult(
                _question.Rounds,
                asked.Main.Messages,
                asked.Main.Messages * model.Cases.MessageBytes,
                _question.Edges ? asked.Edges(reading, target) : null),
            Ablation = _question.None || _question.Each
                ? new AblationResult(
                    asked.Silent is { } silent ? Ablated(reading.Answers[silent], target) : null,
                    _question.Each
                        ? asked.Without.ToDictionary(pair => pair.Name, pair => Ablated(reading.Answers[pair.Variant], target))
                        : null)
                : null,
            Evidence = form.Evidence
                ? new Evidence(model.Labels[target], logits[target], model.Forward.Bias.Span[target], [])
                : null,
        };
    }

    private SourceResult[] Sources(EncodedInput input, CaseInput one, CaseReading reading, int target)
    {
        int classes = model.Forward.Shape.Classes;
        var (main, alone) = (reading.Answers[0], reading.Answers[CaseVariants.AloneVariant]);
        var results = new SourceResult[one.Sources.Count];
        for (int i = 0, read = 0; i < results.Length; i++)
        {
            var source = one.Sources[i];
            if (source.Text.Length == 0)
            {
                results[i] = new SourceResult { Name = source.Name, Status = _question.StatusOf(source), TokenCount = 0 };
                continue;
            }

            bool heard = _question.IsHeard(source);
            results[i] = new SourceResult
            {
                Name = source.Name,
                Status = _question.StatusOf(source),
                TokenCount = source.Text.TotalTokens,
                Share = heard ? main.Shares[(read * classes) + target] : null,
                Alone = Predictions.Rank(model, alone.Own.AsSpan(read * classes, classes), top: 1).FirstOrDefault(),
                Tokens = heard && form.Evidence
                    ? TokenList.Of(input.Item.Sources![i].Text!, source.Text, reading.Tokens[read], classes, target)
                    : null,
            };
            read++;
        }

        return results;
    }

    private AblatedAnswer Ablated(CaseAnswer answer, int target)
    {
        int best = TensorPrimitives.IndexOfMax<float>(answer.Logits);
        float[] scores = new float[answer.Logits.Length];
        model.Scale.Write(answer.Logits, scores);
        return new AblatedAnswer(model.Labels[best], scores[best], answer.Logits[target]);
    }
}
