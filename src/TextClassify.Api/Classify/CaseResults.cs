using System.Numerics.Tensors;
using TextClassify.Communication;
using TextClassify.Inference.Nodes;

namespace TextClassify.Api.Classify;

/// <summary>What is told of a case that was read.</summary>
internal sealed class CaseResults(ICaseClassifier model, AnswerForm form, CaseQuestion question)
{
    /// <param name="input">The case, or a text.</param>
    /// <param name="asked">Of the sources that were read.</param>
    /// <param name="reading">What was said of them.</param>
    /// <param name="nodes">Who answered elsewhere.</param>
    public (ClassifyResult Result, ForwardResult Raw) Of(
        EncodedInput input, CaseVariants asked, CaseReading reading, CaseNodesAnswer nodes)
    {
        var whole = Whole(input.Case, asked, reading);
        if (input.Case is not { } one)
        {
            return (Classifier.Result(model, input, whole, form), whole);
        }

        var result = Classifier.Result(model, input, whole, form with { Evidence = false });
        return (result.Error is null ? WithSources(result, one, asked, reading, nodes) : result, whole);
    }

    /// <summary>The case as a text's result: the tokens of the texts that are here, one behind the other; some have no share.</summary>
    private static ForwardResult Whole(CaseInput? one, CaseVariants asked, CaseReading reading)
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
            Evidence = !isTold ? [] : one is null ? reading.Tokens[0] : [.. one.Sources.SelectMany(Shares)],
        };

        float[] Shares(ReadSource source)
        {
            int length = source.Text.Length * logits.Length, row = asked.RowOf(source.Name);
            return row >= 0 && reading.Tokens[row].Length == length ? reading.Tokens[row] : new float[length];
        }
    }

    private ClassifyResult WithSources(
        ClassifyResult result, CaseInput one, CaseVariants asked, CaseReading reading, CaseNodesAnswer nodes)
    {
        float[] logits = reading.Answers[0].Logits;
        int target = TensorPrimitives.IndexOfMax<float>(logits);
        var sources = new SourceResult[one.Sources.Count];
        for (int i = 0; i < sources.Length; i++)
        {
            sources[i] = Source(one.Sources[i], asked.RowOf(one.Sources[i].Name), reading, nodes.SeatOf(one.Sources[i]), target);
        }

        return nodes.Counted(result, one) with
        {
            Sources = sources,
            Communication = new CommunicationResult(
                question.Rounds,
                asked.Main.Messages,
                asked.Main.Messages * model.Cases.MessageBytes,
                question.Edges ? asked.Edges(reading, target) : null,
                nodes.Traffic is { } wire ? new NodesResult(wire.Questions, wire.Sent, wire.Received) : null),
            Ablation = question.None || question.Each
                ? new AblationResult(
                    asked.Silent is { } silent ? Ablated(reading.Answers[silent], target) : null,
                    question.Each
                        ? asked.Without.ToDictionary(pair => pair.Name, pair => Ablated(reading.Answers[pair.Variant], target))
                        : null)
                : null,
            Evidence = form.Evidence
                ? new Evidence(model.Labels[target], logits[target], model.Forward.Bias.Span[target], [])
                : null,
        };
    }

    private SourceResult Source(ReadSource source, int row, CaseReading reading, NodeSeat? seat, int target)
    {
        bool isElsewhere = source.Reference is not null;
        int total = isElsewhere ? seat?.TotalTokens ?? 0 : source.Text.TotalTokens;
        if (row < 0)
        {
            var status = seat?.Status ?? NodeStatus.Lost;
            return new SourceResult
            {
                Name = source.Name,
                Status = status is NodeStatus.Late ? "late" : status is NodeStatus.Refused ? "refused" : "lost",
                Reason = seat?.Fault?.Reason,
                TokenCount = isElsewhere ? 0 : total,
            };
        }

        int classes = model.Forward.Shape.Classes;
        var (main, alone) = (reading.Answers[0], reading.Answers[CaseVariants.AloneVariant]);
        bool isHeard = question.IsHeard(source), isCut = isElsewhere ? total > seat?.Length : source.Text.Truncated;
        float[] shares = reading.Tokens[row];
        return new SourceResult
        {
            Name = source.Name,
            Status = !isHeard ? "silenced" : isCut ? "truncated" : "ok",
            Reason = form.Evidence && isHeard ? seat?.TokenFault?.Reason : null,
            TokenCount = total,
            Share = isHeard ? main.Shares[(row * classes) + target] : null,
            Alone = Predictions.Rank(model, alone.Own.AsSpan(row * classes, classes), top: 1).FirstOrDefault(),
            Tokens = !isHeard || !form.Evidence || shares.Length == 0 ? null
                : isElsewhere ? Elsewhere(seat!.Tokens, shares, classes, target)
                : TokenList.Of(source.Own, source.Text, shares, classes, target),
        };
    }

    private static TokenScore[] Elsewhere(IReadOnlyList<NodeToken> tokens, float[] shares, int classes, int target)
    {
        var told = new TokenScore[tokens.Count];
        for (int i = 0; i < told.Length; i++)
        {
            var (text, start, end, isUnknown) = tokens[i];
            told[i] = new TokenScore(i, text, start, end, shares[(i * classes) + target], isUnknown);
        }

        return told;
    }

    private AblatedAnswer Ablated(CaseAnswer answer, int target)
    {
        int best = TensorPrimitives.IndexOfMax<float>(answer.Logits);
        float[] scores = new float[answer.Logits.Length];
        model.Scale.Write(answer.Logits, scores);
        return new AblatedAnswer(model.Labels[best], scores[best], answer.Logits[target]);
    }
}
