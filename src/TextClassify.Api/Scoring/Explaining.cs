using TextClassify.Api.Contracts;
using TextClassify.Api.Problems;
using TextClassify.Explain;
using TextClassify.Inference.Registry;
using Certificate = TextClassify.Api.Contracts.Certificate;

namespace TextClassify.Api.Scoring;

/// <summary>Explains encoded inputs, a few at a time so that the forward pass can run their rows together.</summary>
internal sealed class Explaining(LoadedModel model, ExplainPlan plan, TimeProvider time)
{
    private const int AtOnce = 8;

    public async Task<ExplainResult[]> ExplainAsync(EncodedInput[] inputs, CancellationToken cancellationToken)
    {
        var results = new ExplainResult[inputs.Length];
        if (inputs.Length == 1)
        {
            results[0] = await ExplainAsync(inputs[0], cancellationToken);
            return results;
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, inputs.Length, options, async (i, token) => results[i] = await ExplainAsync(inputs[i], token));
        return results;
    }

    private async ValueTask<ExplainResult> ExplainAsync(EncodedInput input, CancellationToken cancellationToken)
    {
        if (input.Text is null)
        {
            return Failed(input.Item, input.Problem!);
        }

        long started = time.GetTimestamp();
        var request = new TextClassify.Explain.ExplainRequest
        {
            Text = input.Text,
            Target = plan.Target,
            Foil = plan.Foil,
            Temperature = model.Manifest.Temperature,
            Parameters = plan.Parameters,
            Source = new SourceText(input.Item.Text, model.Encoder),
        };
        if (plan.Explainer.Check(request) is { } fault)
        {
            return Failed(input.Item, new Problem(ProblemTypes.OutOfRange, fault.Message) { Where = $"parameters.{fault.Parameter}" });
        }

        var explanation = await plan.Explainer.ExplainAsync(request, model.Forward, cancellationToken);
        var prediction = Predictions.Rank(model, explanation.Logits, top: 1);
        return prediction.Length == 0
            ? Failed(input.Item, new Problem(ProblemTypes.ModelOutputInvalid, "The fault is the model's; the text may be sent to another."))
            : new ExplainResult
            {
                Id = input.Item.Id,
                Target = Label(explanation.Target),
                Foil = plan.Foil is { } foil ? Label(foil) : null,
                Prediction = prediction[0],
                TokenCount = input.Text.TotalTokens,
                Truncated = input.Text.Truncated,
                Tokens = TokenList.Of(input.Item.Text, input.Text, explanation.Scores),
                Certificate = Of(explanation),
                Counterfactual = plan.Explainer.Info.EditsText ? Counterfactuals.Of(model, input.Item.Text, explanation) : null,
                Cost = new ExplanationCost(explanation.ModelCalls, Math.Round(time.GetElapsedTime(started).TotalMilliseconds, 3)),
            };
    }

    private static Certificate Of(Explanation explanation)
    {
        if (explanation.Certificate is { } certificate)
        {
            return new Certificate(certificate.Expected, certificate.Sum, certificate.Residual, certificate.Tolerance, certificate.Converged);
        }

        double sum = 0;
        foreach (float score in explanation.Scores)
        {
            sum += score;
        }

        return new Certificate(null, sum, null, null, null);
    }

    private static ExplainResult Failed(InputItem item, Problem problem) => new() { Id = item.Id, Error = ItemError.From(problem) };

    private LabelIndex Label(int index) => new(model.Manifest.Labels[index], index);
}
