using TextClassify.Api.Classify;
using TextClassify.Communication;
using TextClassify.HiddenStates;

namespace TextClassify.Api.HiddenStates;

/// <summary>Reads what the nodes of cases hold, round after round. A plain text is a case of one source.</summary>
internal sealed class CaseStatesReader(ICaseClassifier model, CaseStatesPlan plan, CallDeadline? deadline)
{
    public async Task<(HiddenStatesResult[] Results, TimeSpan Queue, TimeSpan Compute)> ReadAsync(
        EncodedInput[] inputs, CancellationToken cancellationToken)
    {
        var results = new HiddenStatesResult[inputs.Length];
        var asked = new List<(int Input, IReadOnlyList<ReadSource> Sources, CaseRow Row)>();
        for (int i = 0; i < inputs.Length; i++)
        {
            var sources = SourcesOf(model, inputs[i]);
            if ((inputs[i].Problem ?? plan.Question.Lost(sources)) is { } problem)
            {
                results[i] = Failed(inputs[i], problem);
            }
            else
            {
                asked.Add((i, sources, RowOf(sources)));
            }
        }

        if (asked.Count == 0)
        {
            return (results, TimeSpan.Zero, TimeSpan.Zero);
        }

        var answers = await model.Cases.RunAsync(
            asked.ConvertAll(static one => one.Row), tokens: false, Classifier.TermsOf(inputs, deadline), cancellationToken);
        for (int i = 0; i < asked.Count; i++)
        {
            var (input, sources, _) = asked[i];
            results[input] = Result(inputs[input], sources, answers.Readings[i]);
        }

        return (results, answers.Queue, answers.Compute);
    }

    /// <summary>A plain text is the one source that plain texts are; none where the input can't be read.</summary>
    public static IReadOnlyList<ReadSource> SourcesOf(ICaseClassifier model, EncodedInput input) => input switch
    {
        { Case: { } one } => one.Sources,
        { Text: { } text } =>
        [
            new ReadSource(model.Sources[model.TextRole].Name, model.TextRole, text, 0, input.Item.Text.Length) { Own = input.Item.Text },
        ],
        _ => [],
    };

    private static HiddenStatesResult Failed(EncodedInput input, Problem problem) =>
        new() { Id = input.Item.Id, Error = ItemError.From(problem) };

    private CaseRow RowOf(IReadOnlyList<ReadSource> sources)
    {
        ReadSource[] read = [.. sources.Where(static source => source.Text.Length > 0)];
        var variant = CaseVariant.Full(read.Length, plan.Question.Rounds);
        for (int source = 0; source < read.Length; source++)
        {
            variant = plan.Question.IsHeard(read[source]) ? variant : variant.Without(source);
        }

        return new CaseRow([.. read.Select(static source => new SourceRow(source.Role, source.Text.Ids))], [variant])
        {
            TellsStates = true,
        };
    }

    private HiddenStatesResult Result(EncodedInput input, IReadOnlyList<ReadSource> sources, CaseReading reading)
    {
        if (InferenceProblems.OfRow(new ForwardResult { Logits = [], Fault = reading.Fault }) is { } fault)
        {
            return Failed(input, fault);
        }

        var prediction = Predictions.Rank(model, reading.Answers[0].Logits, top: 1);
        return prediction.Length == 0
            ? Failed(input, InferenceProblems.NotFinite)
            : new HiddenStatesResult
            {
                Id = input.Item.Id,
                Prediction = prediction[0],
                TokenCount = input.Text!.TotalTokens,
                Truncated = input.Text.Truncated,
                Sources = States(sources, reading),
            };
    }

    private SourceStates[] States(IReadOnlyList<ReadSource> sources, CaseReading reading)
    {
        var told = new SourceStates[sources.Count];
        for (int i = 0, read = 0; i < told.Length; i++)
        {
            bool isLost = sources[i].Text.Length == 0;
            told[i] = new SourceStates
            {
                Name = sources[i].Name,
                Status = plan.Question.StatusOf(sources[i]),
                TokenCount = sources[i].Text.TotalTokens,
                Rounds = isLost ? null : Sequence(reading.States[read]),
            };
            read += isLost ? 0 : 1;
        }

        return told;
    }

    private StateSequence Sequence(float[] states)
    {
        int width = model.Cases.Shape.StateWidth, count = model.Cases.Rounds + 1;
        float[]? distance = plan.Distance ? new float[count] : null;
        if (distance is not null)
        {
            StepDistance.Write(states, width, backward: false, distance);
        }

        return new StateSequence
        {
            Width = width,
            Distance = distance,
            Vectors = plan.Vectors ? VectorList.Of(plan.Encoding, states, count) : null,
        };
    }
}
