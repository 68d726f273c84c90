using System.Numerics.Tensors;
using TextClassify.Api.Writings;
using TextClassify.LongTexts;

namespace TextClassify.Api.Classify;

/// <summary>Labels encoded inputs. JSON requests and NDJSON windows come through here, so that they give the same numbers.</summary>
internal static class Classifier
{
    /// <summary>Longer lists are no answer that somebody waits for at a keyboard.</summary>
    private const int MostInteractive = 16;

    // A list of more makes others wait as one text does not: docs/decisions.md has what they waited for.
    private const int MostInteractiveTokens = 256;

    // A text that a model reads in one part is not longer.
    private const int MostInteractiveText = 4_096;

    /// <summary>A list of a request: a short one is interactive, a long one bulk.</summary>
    public static Task<(ClassifyResult[] Results, TimeSpan Queue, TimeSpan Compute)> ClassifyAsync(
        ITextClassifier model,
        IReadOnlyList<EncodedInput> inputs,
        AnswerForm form,
        CallDeadline? deadline,
        CancellationToken cancellationToken) =>
        ClassifyAsync(model, inputs, form, TermsOf(inputs, deadline, form.Writings ?? 1), cancellationToken);

    /// <summary>How a request of these inputs waits: a list is answered as far as it can be.</summary>
    public static ForwardTerms TermsOf(IReadOnlyList<EncodedInput> inputs, CallDeadline? deadline, int writings = 1) =>
        new(LaneOf(inputs, writings), Partial: inputs.Count > 1, deadline);

    /// <param name="inputs">Of a request.</param>
    /// <param name="writings">How often each is read.</param>
    public static ForwardLane LaneOf(IReadOnlyList<EncodedInput> inputs, int writings = 1)
    {
        int tokens = 0;
        foreach (var input in inputs)
        {
            tokens += input.Read * writings;
        }

        return tokens <= (inputs.Count == 1 ? MostInteractiveText : MostInteractiveTokens) && inputs.Count <= MostInteractive
            ? ForwardLane.Interactive
            : ForwardLane.Bulk;
    }

    public static async Task<(ClassifyResult[] Results, TimeSpan Queue, TimeSpan Compute)> ClassifyAsync(
        ITextClassifier model,
        IReadOnlyList<EncodedInput> inputs,
        AnswerForm form,
        ForwardTerms terms,
        CancellationToken cancellationToken)
    {
        var readable = new List<EncodedInput>(inputs.Count);
        foreach (var input in inputs)
        {
            if (input.Text is not null)
            {
                readable.Add(input);
            }
        }

        var outputs = form.Evidence || form.Recording is { Evidence: true } ? ForwardOutputs.Evidence : ForwardOutputs.Logits;
        ClassifyResult[] labelled = [];
        ForwardResult?[] raw = [];
        var (queue, compute) = (TimeSpan.Zero, TimeSpan.Zero);
        if (readable.Count > 0 && model is IAspectClassifier { Aspects: var pass })
        {
            (labelled, raw, queue, compute) = await new AspectClassifier(model, pass, form).ClassifyAsync(
                readable, outputs, terms, cancellationToken);
        }
        else if (model is ICaseClassifier cases && readable.Exists(static input => input.Case is not null))
        {
            (labelled, raw, queue, compute) = form.Case is { Nodes: { } nodes } question
                ? await new NodeCaseClassifier(cases, form, question, nodes).ClassifyAsync(readable, outputs, terms, cancellationToken)
                : await new CaseClassifier(cases, form).ClassifyAsync(readable, outputs, terms, cancellationToken);
        }
        else if (readable.Count > 0)
        {
            var (batch, parts) = await RunAsync(model, readable, form, outputs, terms, cancellationToken);
            (raw, queue, compute) = (batch.Results, batch.Queue, batch.Compute);
            labelled = new ClassifyResult[readable.Count];
            for (int i = 0; i < labelled.Length; i++)
            {
                labelled[i] = Result(model, readable[i], batch.Results[i], form, parts?[i]);
            }
        }

        var results = new ClassifyResult[inputs.Count];
        int row = 0;
        for (int i = 0; i < results.Length; i++)
        {
            if (inputs[i].Text is null)
            {
                results[i] = Failed(inputs[i].Item, inputs[i].Problem!);
                continue;
            }

            results[i] = labelled[row];
            if (form.Recording is { } recording && labelled[row].Scores is not null && raw[row] is { } result)
            {
                recording.Add(form.FirstIndex + i, inputs[i], result);
            }

            row++;
        }

        return (results, queue, compute);
    }

    private static async Task<(ForwardBatch Batch, int[]? Parts)> RunAsync(
        ITextClassifier model,
        List<EncodedInput> inputs,
        AnswerForm form,
        ForwardOutputs outputs,
        ForwardTerms terms,
        CancellationToken cancellationToken)
    {
        if (form.Writings is { } writings)
        {
            return (await new WritingsPass(model, terms, writings).RunAsync(inputs, outputs, cancellationToken), null);
        }

        var rows = inputs.ConvertAll(static input => input.Text!.Ids);
        return form.WholeText
            ? await WholeTexts.PassOf(model, terms).RunAsync(rows, outputs, cancellationToken)
            : (await model.Forward.Under(terms).RunAsync(rows, outputs, cancellationToken), null);
    }

    public static ClassifyResult Failed(InputItem item, Problem problem) => new() { Id = item.Id, Error = ItemError.From(problem) };

    public static ClassifyResult Result(
        ITextClassifier model, EncodedInput input, ForwardResult result, AnswerForm form, int? parts = null)
    {
        if (InferenceProblems.OfRow(result) is { } fault)
        {
            return Failed(input.Item, fault);
        }

        var doubt = form.Doubt;
        var scores = Predictions.Rank(model, result.Logits, doubt?.SetLeast is null ? form.Top : null);
        if (scores.Length == 0)
        {
            return Failed(input.Item, InferenceProblems.NotFinite);
        }

        float unknown = UnknownShareOf(input.Text!);
        string? abstained = doubt?.ReasonOf(input.Item.Text, scores[0].Score, unknown);
        return new ClassifyResult
        {
            Id = input.Item.Id,
            Aspect = input.Aspect,
            Label = abstained is null ? scores[0].Label : null,
            Score = scores[0].Score,
            Scores = form.Top < scores.Length ? scores[..form.Top.Value] : scores,
            Labels = Predictions.Chosen(model, result.Logits),
            Abstained = abstained,
            Set = doubt?.SetOf(scores),
            UnknownShare = unknown,
            TokenCount = input.Text!.TotalTokens,
            Truncated = input.Text.Truncated,
            Parts = parts,
            Evidence = form.Evidence ? Evidence(model, input, result, scores[0].Label, form.Sentences) : null,
        };
    }

    /// <summary>Of the tokens that are read; no more digits than a person looks at.</summary>
    public static float UnknownShareOf(EncodedText text) =>
        MathF.Round((float)text.Ids.Span.Count(text.Special.Unknown) / Math.Max(1, text.Length), 3);

    private static Evidence Evidence(ITextClassifier model, EncodedInput input, ForwardResult result, string label, bool bySentence)
    {
        int target = TensorPrimitives.IndexOfMax<float>(result.Logits);
        var tokens = TokenList.Of(input.Item.Text, input.Text!, result.Evidence, model.Forward.Shape.Classes, target);
        return new Evidence(label, result.Logits[target], model.Forward.Bias.Span[target], tokens)
        {
            Sentences = bySentence ? SentencesOf(input, tokens) : null,
        };
    }

    private static SentenceScore[] SentencesOf(EncodedInput input, TokenScore[] tokens)
    {
        var ends = Sentences.EndsOf(input.Item.Text, input.Text!.Tokens.Span);
        var sentences = new SentenceScore[ends.Count];
        for (int i = 0, first = 0; i < sentences.Length; first = ends[i], i++)
        {
            double score = 0;
            for (int token = first; token < ends[i]; token++)
            {
                score += tokens[token].Score;
            }

            var (start, end) = (tokens[first].Start, tokens[ends[i] - 1].End);
            sentences[i] = new(i, input.Item.Text[start..end], start, end, (float)score);
        }

        return sentences;
    }
}
