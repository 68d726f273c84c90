using System.Globalization;
using System.Text.Json;
using TextClassify.Benchmarks.Measuring;
using TextClassify.Explain;
using TextClassify.Forward;
using TextClassify.Inference.Serving;
using TextClassify.Training.Explaining;

namespace TextClassify.Benchmarks.Gradients;

/// <summary>One explanation in this process, from the text to the scores, with the texts of the HTTP race joined or cut to a
/// length.</summary>
internal static class ExplainLatency
{
    private const int Texts = 12;

    private static readonly int[] Lengths = [20, 200];

    public static string Measure(ITextClassifier model, TimeSpan budget)
    {
        var table = new MarkdownTable("method", "tokens", "p50 ms", "p90 ms");
        foreach (int length in Lengths)
        {
            string[] texts = [.. Enumerable.Range(0, Texts).Select(first => TextOf(model, first, length))];
            int turn = 0;
            var samples = Samples.Interleave(
                warmUp: Texts,
                least: 2 * Texts,
                budget,
                () => Explain(model, CertificateSurvey.Method, texts[turn++ % Texts]),
                () => Explain(model, "gradient_x_input", texts[turn % Texts]),
                () => Explain(model, "evidence", texts[turn % Texts]),
                () => Classify(model, texts[turn % Texts], ForwardOutputs.Evidence),
                () => Classify(model, texts[turn % Texts], ForwardOutputs.Logits));
            Add(CertificateSurvey.Method + ", adaptive", samples[0]);
            Add("gradient_x_input", samples[1]);
            Add("evidence", samples[2]);
            Add("forward pass with evidence", samples[3]);
            Add("forward pass", samples[4]);

            void Add(string name, Samples times) =>
                table.Add(name, Text(length, "F0"), Text(times.Median, "F2"), Text(times.Quantile(0.9), "F2"));
        }

        return table.ToString();
    }

    /// <summary>Words of the sentences from one on, as many as give so many tokens.</summary>
    private static string TextOf(ITextClassifier model, int first, int tokens)
    {
        string text = string.Join(' ', Enumerable.Range(0, tokens).Select(i => Sentences.All[(first + i) % Sentences.All.Length]));
        var places = model.Encoder.Encode(text).Tokens;
        return text[..places.Span[tokens - 1].End];
    }

    private static void Explain(ITextClassifier model, string method, string text)
    {
        var explainer = model.Explainers.Find(method)!;
        var request = new ExplanationQuery
        {
            Text = model.Encoder.Encode(text),
            Temperature = model.Temperature,
            Parameters = explainer.Bind(new Dictionary<string, JsonElement>(), model.Forward.Shape).Values!,
        };
        explainer.ExplainAsync(request, model.Forward, CancellationToken.None).GetAwaiter().GetResult();
    }

    private static void Classify(ITextClassifier model, string text, ForwardOutputs outputs) =>
        model.Forward.Under(new ForwardTerms(ForwardLane.Interactive))
            .RunAsync([model.Encoder.Encode(text).Ids], outputs, CancellationToken.None).GetAwaiter().GetResult();

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
