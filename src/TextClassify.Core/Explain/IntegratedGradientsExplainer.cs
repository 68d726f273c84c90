using System.Text.Json;
using TextClassify.Forward;
using TextClassify.Models;
using TextClassify.Text;

namespace TextClassify.Explain;

/// <summary>Integrated gradients with Gauss-Legendre nodes, doubled until the certificate holds unless their number is given.</summary>
internal sealed class IntegratedGradientsExplainer : IExplainer
{
    private const string Steps = "n_steps";
    private const string Baseline = "baseline";
    private const int MaxSteps = 512;

    private static readonly int[] Adaptive = [8, 16, 32, 64, 128];

    public ExplainerInfo Info { get; } = new()
    {
        Name = "integrated_gradients",
        Description = "The gradient along the straight path from a baseline to the text: scores sum to f(text) - f(baseline), and the certificate says how nearly.",
        Parameters =
        [
            new IntegerParameter(
                Steps, "Gauss-Legendre nodes; left out, 8, 16, 32, 64, 128 in turn until the certificate holds.", Default: null, Minimum: 1, Maximum: MaxSteps),
            new ChoiceParameter(Baseline, "The path's start at every token: padding, the unknown word, or the zero vector.", "pad", ["pad", "unk", "zero"]),
        ],
        IsSigned = true,
        NeedsTarget = true,
        Capability = Capabilities.Gradients,
        PromisesSum = true,
    };

    public ParameterBinding Bind(IReadOnlyDictionary<string, JsonElement> given, ForwardShape shape) =>
        ParameterBinder.Bind(Info.Name, Info.Parameters, given);

    public async Task<Explanation> ExplainAsync(ExplainRequest request, IForwardPass model, CancellationToken cancellationToken)
    {
        var text = await model.RunAsync([request.Text.Ids], ForwardOutputs.Logits, cancellationToken).ConfigureAwait(false);
        float[] logits = text.Results[0].Logits;
        var contrast = Contrast.Of(request, logits);
        var path = GradientPath.Create(
            GradientXInputExplainer.Required(model), request.Text.Ids.Span, BaselineId(request.Parameters), contrast, model.Shape.Classes);
        var (start, end) = await path.EndsAsync(cancellationToken).ConfigureAwait(false);

        double[] scores = new double[request.Text.Length];
        var certificate = Certificate.Integral(end - start, 0);
        foreach (int nodes in request.Parameters.OptionalInteger(Steps) is { } given ? [given] : Adaptive)
        {
            await path.IntegrateAsync(nodes, scores, cancellationToken).ConfigureAwait(false);
            double sum = 0;
            foreach (double score in scores)
            {
                sum += score;
            }

            certificate = Certificate.Integral(end - start, sum);
            if (certificate.Converged)
            {
                break;
            }
        }

        return new Explanation
        {
            Scores = Array.ConvertAll(scores, score => (float)score),
            Target = contrast.Target,
            Logits = logits,
            Certificate = certificate,
            ModelCalls = path.Calls + 1,
            Queue = text.Queue + path.Queue,
            Compute = text.Compute + path.Compute,
        };
    }

    private static int? BaselineId(ParameterValues parameters) =>
        Enum.Parse<PathBaseline>(parameters.Choice(Baseline), ignoreCase: true) switch
        {
            PathBaseline.Pad => Vocabulary.PadId,
            PathBaseline.Unk => Vocabulary.UnknownId,
            _ => null,
        };
}
