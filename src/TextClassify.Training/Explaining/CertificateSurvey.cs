using System.Text.Json;
using TextClassify.Explain;
using TextClassify.Inference.Serving;

namespace TextClassify.Training.Explaining;

/// <summary>Integrated gradients without any parameter over many texts: how often the certificate holds, and its cost.</summary>
internal sealed class CertificateSurvey
{
    public const string Method = "integrated_gradients";

    // What the certificate promises, written here again, so that a certificate that says otherwise is counted as wrong.
    private const double Floor = 1e-4;
    private const double Relative = 1e-3;

    private readonly List<double> _milliseconds = [];
    private readonly SortedDictionary<int, int> _byCalls = [];

    /// <summary>Texts with at least one token.</summary>
    public int Texts { get; private set; }

    /// <summary>Texts with |residual| within max(1e-4, 1e-3 |expected|).</summary>
    public int Within { get; private set; }

    /// <summary>Texts whose certificate says converged where the residual is outside, or the reverse.</summary>
    public int Wrong { get; private set; }

    public double Share => (double)Within / Texts;

    /// <summary>Texts by how many rows the model ran for them.</summary>
    public IReadOnlyDictionary<int, int> ByCalls => _byCalls;

    /// <summary>Of one text, in the order of the texts.</summary>
    public IReadOnlyList<double> Milliseconds => _milliseconds;

    public static async Task<CertificateSurvey> OfAsync(
        ITextClassifier model, IEnumerable<string> texts, TimeProvider time, CancellationToken cancellationToken)
    {
        var explainer = model.Explainers.Find(Method) ?? throw new InvalidOperationException($"The model has no {Method}.");
        var parameters = explainer.Bind(new Dictionary<string, JsonElement>(), model.Forward.Shape).Values!;
        var survey = new CertificateSurvey();
        foreach (string text in texts)
        {
            var encoded = model.Encoder.Encode(text);
            if (encoded.Length == 0)
            {
                continue;
            }

            long start = time.GetTimestamp();
            var explanation = await explainer.ExplainAsync(
                new ExplanationQuery
                {
                    Text = encoded,
                    Temperature = model.Temperature,
                    Independent = model.Scale.Independent,
                    Parameters = parameters,
                },
                model.Forward,
                cancellationToken);
            survey.Add(explanation, time.GetElapsedTime(start));
        }

        return survey;
    }

    private void Add(Explanation explanation, TimeSpan elapsed)
    {
        var certificate = explanation.Certificate!;
        bool within = Math.Abs(certificate.Residual) <= Math.Max(Floor, Relative * Math.Abs(certificate.Expected));
        Texts++;
        Within += within ? 1 : 0;
        Wrong += within == certificate.Converged ? 0 : 1;
        _byCalls[explanation.ModelCalls] = _byCalls.GetValueOrDefault(explanation.ModelCalls) + 1;
        _milliseconds.Add(elapsed.TotalMilliseconds);
    }
}
