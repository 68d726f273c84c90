using System.Numerics.Tensors;
using TextClassify.Api.Classify;
using TextClassify.HiddenStates;
using TextClassify.HiddenStates.Maps;
using TextClassify.Numerics;
using Readings = TextClassify.HiddenStates.ExpectedPrediction;

namespace TextClassify.Api.HiddenStates;

/// <summary>Runs encoded inputs and reads the steps the plan asks for.</summary>
internal sealed class HiddenStatesReader(ITextClassifier model, HiddenStatesPlan plan, CallDeadline? deadline)
{
    /// <summary>Texts run together: the states of more would all be in memory at once, whether or not the answer holds them.</summary>
    public const int ChunkRows = 64;

    public async Task<(HiddenStatesResult[] Results, TimeSpan Queue, TimeSpan Compute)> ReadAsync(
        EncodedInput[] inputs, CancellationToken cancellationToken)
    {
        var results = new HiddenStatesResult[inputs.Length];
        var forward = model.Forward.Under(Classifier.TermsOf(inputs, deadline));
        var (queue, compute) = (TimeSpan.Zero, TimeSpan.Zero);
        bool answered = false;
        foreach (int[] chunk in Enumerable.Range(0, inputs.Length).Where(i => inputs[i].Text is not null).Chunk(ChunkRows))
        {
            ForwardBatch batch;
            try
            {
                batch = await forward.RunAsync([.. chunk.Select(i => inputs[i].AsRun.Ids)], plan.Outputs, cancellationToken);
                answered = true;
            }
            catch (Exception exception) when (answered && InferenceProblems.OfDeadline(exception) is { } late)
            {
                Array.ForEach(chunk, i => results[i] = Failed(inputs[i].Item, late));
                continue;
            }

            (queue, compute) = (queue + batch.Queue, compute + batch.Compute);
            for (int row = 0; row < chunk.Length; row++)
            {
                var input = inputs[chunk[row]];
                try
                {
                    results[chunk[row]] = await ReadAsync(input, batch.Results[row], cancellationToken);
                }
                catch (Exception exception) when (inputs.Length > 1 && InferenceProblems.OfDeadline(exception) is { } late)
                {
                    results[chunk[row]] = Failed(input.Item, late);
                }
            }
        }

        for (int i = 0; i < inputs.Length; i++)
        {
            results[i] ??= Failed(inputs[i].Item, inputs[i].Problem!);
        }

        return (results, queue, compute);
    }

    private static HiddenStatesResult Failed(InputItem item, Problem problem) => new() { Id = item.Id, Error = ItemError.From(problem) };

    private async ValueTask<HiddenStatesResult> ReadAsync(EncodedInput input, ForwardResult result, CancellationToken cancellationToken)
    {
        if (InferenceProblems.OfRow(result) is { } fault)
        {
            return Failed(input.Item, fault);
        }

        var prediction = Predictions.Rank(model, result.Logits, top: 1);
        if (prediction.Length == 0)
        {
            return Failed(input.Item, InferenceProblems.NotFinite);
        }

        var text = input.Text!;
        float[]? prefix = plan.Prefix
            ? await PrefixPrediction.ComputeAsync(
                model.Forward.Under(new ForwardTerms(ForwardLane.Bulk, Deadline: deadline)), text.Ids, model.Scale, cancellationToken)
            : null;
        float[]? cumulative = plan.Outputs.HasFlag(ForwardOutputs.Evidence) ? Cumulative(result) : null;
        return new HiddenStatesResult
        {
            Id = input.Item.Id,
            Aspect = input.Aspect,
            Prediction = prediction[0],
            TokenCount = text.TotalTokens,
            Truncated = text.Truncated,
            Tokens = TokenList.Of(input.Item.Text, text),
            States = plan.Forward || plan.Backward || plan.Word ? States(result, text.Length, cancellationToken) : null,
            Zones = plan.Forward ? Zones(result.ForwardZones, text.Length) : null,
            BackwardZones = plan.Backward ? Zones(result.BackwardZones, text.Length) : null,
            ExpectedPrediction = plan.Local || plan.Cumulative || plan.Prefix
                ? new ExpectedPrediction(
                    plan.Local ? VectorList.Rows(Local(result), text.Length) : null,
                    plan.Cumulative ? VectorList.Rows(cumulative!, text.Length) : null,
                    prefix is null ? null : VectorList.Rows(prefix, text.Length))
                : null,
            Entropy = plan.Entropy ? Entropies(cumulative!, text.Length) : null,
            Confidence = plan.Confidence ? Confidences(cumulative!, text.Length) : null,
            WordWeights = plan.WordWeights ? VectorList.Rows(result.WordWeights, model.Forward.Shape.Aspects) : null,
        };
    }

    private StateSet States(ForwardResult result, int tokens, CancellationToken cancellationToken)
    {
        var shape = model.Forward.Shape;
        return new StateSet(
            plan.Forward ? Sequence(StateKind.Forward, result.ForwardStates, tokens, shape.StateWidth, cancellationToken) : null,
            plan.Backward ? Sequence(StateKind.Backward, result.BackwardStates, tokens, shape.StateWidth, cancellationToken) : null,
            plan.Word ? Sequence(StateKind.Word, result.WordStates, tokens, shape.WordWidth, cancellationToken) : null);
    }

    private ZoneSequence? Zones(float[] zones, int tokens) =>
        (plan.Zones || plan.ZoneNorms) && model is IZoned { Zones: var shape }
            ? ZoneList.Of(zones, tokens, shape.Count, shape.Width, plan.ZoneNorms, plan.Zones ? plan.Encoding : null)
            : null;

    private StateSequence Sequence(StateKind kind, float[] states, int tokens, int width, CancellationToken cancellationToken)
    {
        float[]? distance = null;
        if (plan.Distance)
        {
            distance = new float[tokens];
            StepDistance.Write(states, width, kind is StateKind.Backward, distance);
        }

        var sequence = new StateSequence
        {
            Width = width,
            Distance = distance,
            Vectors = plan.Vectors ? VectorList.Of(plan.Encoding, states, tokens) : null,
        };
        return plan.NeedsMap && model.Maps.Of(kind) is { } map
            ? new MapPositions(model, map).Add(sequence, states, plan, cancellationToken)
            : sequence;
    }

    private float[] Local(ForwardResult result)
    {
        float[] probabilities = new float[result.LocalLogits.Length];
        Readings.WriteLocal(result.LocalLogits, model.Forward.Shape.Classes, model.Scale, probabilities);
        return probabilities;
    }

    private float[] Cumulative(ForwardResult result)
    {
        float[] probabilities = new float[result.Evidence.Length];
        Readings.WriteCumulative(result.Evidence, model.Forward.Bias.Span, model.Scale, probabilities);
        return probabilities;
    }

    private float[] Entropies(float[] probabilities, int tokens)
    {
        float[] entropies = new float[tokens];
        int classes = probabilities.Length / tokens;
        for (int token = 0; token < tokens; token++)
        {
            entropies[token] = model.Scale.EntropyOf(probabilities.AsSpan(token * classes, classes));
        }

        return entropies;
    }

    private static float[] Confidences(float[] probabilities, int tokens)
    {
        int classes = probabilities.Length / tokens;
        float[] confidences = new float[tokens];
        for (int token = 0; token < tokens; token++)
        {
            confidences[token] = TensorPrimitives.Max<float>(probabilities.AsSpan(token * classes, classes));
        }

        return confidences;
    }
}
