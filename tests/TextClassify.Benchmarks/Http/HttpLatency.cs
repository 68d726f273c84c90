using System.Globalization;
using System.Text.Json;
using TextClassify.Benchmarks.Measuring;
using TextClassify.Forward;
using TextClassify.Inference.Serving;
using TextClassify.Numerics;

namespace TextClassify.Benchmarks.Http;

/// <summary>One text at a time over HTTP, by turns with the same text through the same model inside this process.</summary>
internal static class HttpLatency
{
    public static string Measure(ServiceProcess service, ITextClassifier model, TimeSpan budget)
    {
        using var client = new LoopbackClient(service.Port);
        using var web = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{service.Port}") };
        byte[][] requests = [.. Sentences.All.Select(text => LoopbackClient.Request("/classify", Json(model, text)))];
        byte[][] withEvidence = [.. Sentences.All.Select(text => LoopbackClient.Request("/classify", Json(model, text, evidence: true)))];
        int socketTurn = 0, modelTurn = 0, webTurn = 0, evidenceTurn = 0;

        // Thirty rounds of all texts settle tiered compilation on both sides.
        var samples = Samples.Interleave(
            warmUp: 30 * requests.Length,
            least: 2_000,
            budget,
            () => client.Exchange(requests[socketTurn++ % requests.Length]),
            () => Classify(model, Sentences.All[modelTurn++ % requests.Length]),
            () => Post(web, Json(model, Sentences.All[webTurn++ % requests.Length])),
            () => client.Exchange(withEvidence[evidenceTurn++ % requests.Length]));

        var table = new MarkdownTable("one text of 3 to 40 tokens", "p50 ms", "p90 ms", "p99 ms");
        Add("tokens, graph and softmax in this process", samples[1]);
        Add("POST /classify over a plain socket", samples[0]);
        Add("the same with evidence of every token", samples[3]);
        Add("POST /classify through HttpClient", samples[2]);

        double added = samples[0].Median - samples[1].Median, evidence = (samples[3].Median / samples[0].Median) - 1;
        return table + string.Create(
            CultureInfo.InvariantCulture,
            $"""

            HTTP adds {added:F3} ms at p50 (target: at most 0.2), from {samples[0].Count} rounds of each by turns; one connection, kept alive, sequential.
            Evidence adds {100 * evidence:F1} % to a request (target: at most 5 %).

            """);

        void Add(string name, Samples times) => table.Add(name, Text(times.Median), Text(times.Quantile(0.9)), Text(times.Quantile(0.99)));

        static string Text(double milliseconds) => milliseconds.ToString("F3", CultureInfo.InvariantCulture);
    }

    private static string Json(ITextClassifier model, string text, bool evidence = false) =>
        JsonSerializer.Serialize(new { model = model.Manifest.Name, inputs = text, evidence });

    private static void Classify(ITextClassifier model, string text)
    {
        var encoded = model.Encoder.Encode(text);
        var batch = model.Forward.Under(new ForwardTerms(ForwardLane.Interactive))
            .RunAsync([encoded.Ids], ForwardOutputs.Logits, CancellationToken.None).GetAwaiter().GetResult();
        float[] scores = new float[batch.Results[0].Logits.Length];
        Softmax.Write(batch.Results[0].Logits, model.Temperature, scores);
    }

    private static void Post(HttpClient client, string json)
    {
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var answer = client.PostAsync("/classify", content).GetAwaiter().GetResult();
        answer.EnsureSuccessStatusCode();
        answer.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
    }
}
