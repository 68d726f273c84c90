using TextClassify.Communication;
using TextClassify.Inference.Nodes;

namespace TextClassify.Api.Classify;

/// <summary>
/// Labels cases whose sources nodes answer for. Where none of them does, the texts that are here are read here; a case without such a text
/// has no answer.
/// </summary>
internal sealed class NodeCaseClassifier(ICaseClassifier model, AnswerForm form, CaseQuestion question, NodeCases nodes)
{
    /// <summary>Cases of a list that are asked about together.</summary>
    private const int AtOnce = 8;

    private readonly CaseResults _told = new(model, form, question);

    /// <summary>Of a case that has no answer.</summary>
    public static Problem NoNodes { get; } = new(
        ProblemTypes.NodesUnavailable, "No node of the sources that are asked answered, and their texts are not in the request.")
    {
        RetryAfterSeconds = 1,
    };

    /// <summary>The same in a list.</summary>
    public static ItemError Unavailable { get; } = ItemError.From(NoNodes);

    /// <inheritdoc cref="CaseClassifier.ClassifyAsync"/>
    public async Task<(ClassifyResult[] Results, ForwardResult?[] Raw, TimeSpan Queue, TimeSpan Compute)> ClassifyAsync(
        List<EncodedInput> inputs, ForwardOutputs outputs, ForwardTerms terms, CancellationToken cancellationToken)
    {
        var results = new ClassifyResult[inputs.Count];
        var raw = new ForwardResult?[inputs.Count];
        var (queue, compute) = (TimeSpan.Zero, TimeSpan.Zero);
        for (int start = 0; start < inputs.Count; start += AtOnce)
        {
            int first = start;
            var answers = await Task.WhenAll(Enumerable.Range(start, Math.Min(AtOnce, inputs.Count - start)).Select(
                i => OneAsync(inputs[i], outputs, terms, cancellationToken)));
            for (int i = 0; i < answers.Length; i++)
            {
                (results[first + i], raw[first + i]) = (answers[i].Result, answers[i].Raw);
                queue += answers[i].Queue;
                compute += answers[i].Compute;
            }
        }

        return (results, raw, queue, compute);
    }

    private async Task<CaseAnswered> OneAsync(
        EncodedInput input, ForwardOutputs outputs, ForwardTerms terms, CancellationToken cancellationToken)
    {
        if (input.Case is not { } one)
        {
            // A plain text has nobody to talk to, and is here.
            var (results, raw, waited, ran) = await new CaseClassifier(model, form).ClassifyAsync(
                [input], outputs, terms, cancellationToken);
            return new CaseAnswered(results[0], raw[0], waited, ran);
        }

        if (question.Lost(input) is { } lost)
        {
            return new CaseAnswered(Classifier.Failed(input.Item, lost), null, TimeSpan.Zero, TimeSpan.Zero);
        }

        // Shares that are only kept are asked of nobody for a text that is not here.
        bool tokens = form.Evidence || (one.Elsewhere == 0 && outputs.HasFlag(ForwardOutputs.Evidence));
        ReadSource[] there = [.. one.Sources.Where(static source => source.CanBeRead)];
        var reading = await nodes.ReadAsync(
            model,
            [.. there.Select(static source => new NodeSource(source.Role, source.Text.Ids, source.Reference))],
            terms.Deadline,
            cancellationToken);
        while (Left(there, reading) is { } left)
        {
            var asked = CaseVariants.Of(left, question);
            if (await reading.AskAsync(asked.Row.Variants, tokens, cancellationToken) is { } told)
            {
                return Answered(input, asked, told, new CaseNodesAnswer(reading), TimeSpan.Zero, reading.Elapsed);
            }
        }

        return await HereAsync(input, there, reading, outputs, terms, cancellationToken);
    }

    /// <summary>The sources whose nodes answer, in their order; null where none of them is heard.</summary>
    private CaseInput? Left(ReadSource[] there, NodeReading reading)
    {
        ReadSource[] left = [.. there.Where((_, i) => reading.Seats[i].Fault is null)];
        return Array.Exists(left, question.IsHeard) ? new CaseInput(left) : null;
    }

    private async Task<CaseAnswered> HereAsync(
        EncodedInput input,
        ReadSource[] there,
        NodeReading reading,
        ForwardOutputs outputs,
        ForwardTerms terms,
        CancellationToken cancellationToken)
    {
        ReadSource[] here = [.. there.Where(static source => source.Reference is null)];
        if (!Array.Exists(here, question.IsHeard))
        {
            return new CaseAnswered(Classifier.Failed(input.Item, NoNodes), null, TimeSpan.Zero, reading.Elapsed);
        }

        var asked = CaseVariants.Of(new CaseInput(here), question);
        var answers = await model.Cases.RunAsync([asked.Row], outputs.HasFlag(ForwardOutputs.Evidence), terms, cancellationToken);
        return Answered(
            input, asked, answers.Readings[0], new CaseNodesAnswer(reading, IsOwn: true), answers.Queue, answers.Compute + reading.Elapsed);
    }

    /// <summary>An answer that hangs on a text which is not here is not kept: nobody could ask what it was about.</summary>
    private CaseAnswered Answered(
        EncodedInput input, CaseVariants asked, CaseReading reading, CaseNodesAnswer by, TimeSpan queue, TimeSpan compute)
    {
        var (result, raw) = _told.Of(input, asked, reading, by);
        return new CaseAnswered(result, input.Case!.Elsewhere == 0 ? raw : null, queue, compute);
    }

    private readonly record struct CaseAnswered(ClassifyResult Result, ForwardResult? Raw, TimeSpan Queue, TimeSpan Compute);
}
