using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Packages;

/// <summary>What must hold of every served model over HTTP, for any texts.</summary>
internal static class PackageLaws
{
    private const double Logit = 1e-4;
    private const double Score = 1e-5;

    /// <summary>/classify gives the same scores alone, in a batch and in lines; the evidence and the bias sum to the logit; offsets give
    /// the token.</summary>
    public static async Task ClassifyAsync(Service service, string model, IReadOnlyList<string> texts, int batchSize)
    {
        string lines = string.Join('\n', texts.Select(text => JsonSerializer.Serialize(text)));
        var stream = (await service.PostAsync($"/classify?model={model}", lines, "application/x-ndjson")).Lines;
        Assert.Equal(texts.Count, stream[^1].GetProperty("summary").GetProperty("results").GetInt32());
        for (int start = 0; start < texts.Count; start += batchSize)
        {
            string[] inputs = [.. texts.Skip(start).Take(batchSize)];
            var batch = (await service.PostAsync(
                "/classify", JsonSerializer.Serialize(new { model, inputs, evidence = true }))).Json.GetProperty("results");
            Assert.Equal(inputs.Length, batch.GetArrayLength());
            for (int i = 0; i < inputs.Length; i++)
            {
                var alone = (await service.PostAsync(
                    "/classify", JsonSerializer.Serialize(new { model, inputs = inputs[i] }))).Json.GetProperty("results")[0];
                AssertSame(Scores(alone), Scores(batch[i]));
                AssertSame(Scores(alone), Scores(stream[1 + start + i]));
                AssertSumsToLogit(batch[i].GetProperty("evidence"));
                AssertOffsets(inputs[i], batch[i].GetProperty("evidence").GetProperty("tokens"));
            }
        }
    }

    /// <summary>The cumulative expected prediction ends at the probabilities that /classify returns, and so does the prefix one.</summary>
    public static async Task HiddenStatesAsync(
        Service service, string model, IReadOnlyList<string> texts, int batchSize, params string[] readings)
    {
        foreach (string[] inputs in texts.Chunk(batchSize))
        {
            var classified = (await service.PostAsync(
                "/classify", JsonSerializer.Serialize(new { model, inputs }))).Json.GetProperty("results");
            var states = (await service.PostAsync(
                "/hidden-states",
                JsonSerializer.Serialize(new { model, inputs, states = Array.Empty<string>(), expectedPrediction = readings }))).Json;
            string[] labels = [.. states.GetProperty("labels").EnumerateArray().Select(label => label.GetString()!)];
            for (int i = 0; i < inputs.Length; i++)
            {
                var result = states.GetProperty("results")[i];
                AssertOffsets(inputs[i], result.GetProperty("tokens"));
                foreach (string reading in readings)
                {
                    double[] last =
                    [
                        .. result.GetProperty(
                            "expectedPrediction").GetProperty(reading).EnumerateArray().Last().EnumerateArray().Select(p => p.GetDouble()),
                    ];
                    AssertSame(Scores(classified[i]), labels.Zip(last).ToDictionary());
                }
            }
        }
    }

    /// <summary>Every certificate of the exact methods holds.</summary>
    public static async Task ExplainAsync(Service service, string model, IReadOnlyList<string> texts, int batchSize)
    {
        foreach (string method in (string[])["evidence", "word_weights"])
        {
            foreach (string[] inputs in texts.Chunk(batchSize))
            {
                var results = (await service.PostAsync(
                    "/explain", JsonSerializer.Serialize(new { model, inputs, method }))).Json.GetProperty("results");
                for (int i = 0; i < inputs.Length; i++)
                {
                    var certificate = results[i].GetProperty("certificate");
                    double sum = results[i].GetProperty("tokens").EnumerateArray().Sum(token => token.GetProperty("score").GetDouble());
                    Assert.True(certificate.GetProperty("converged").GetBoolean());
                    Assert.Equal(certificate.GetProperty("expected").GetDouble(), sum, Logit);
                    AssertOffsets(inputs[i], results[i].GetProperty("tokens"));
                }
            }
        }
    }

    public static Dictionary<string, double> Scores(JsonElement result) =>
        result.GetProperty("scores").EnumerateArray().ToDictionary(
            score => score.GetProperty("label").GetString()!, score => score.GetProperty("score").GetDouble());

    private static void AssertSame(Dictionary<string, double> expected, Dictionary<string, double> actual)
    {
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        Assert.All(expected, score => Assert.Equal(score.Value, actual[score.Key], Score));
    }

    private static void AssertSumsToLogit(JsonElement evidence)
    {
        double sum = evidence.GetProperty("bias").GetDouble() + evidence.GetProperty("tokens").EnumerateArray().Sum(
            token => token.GetProperty("score").GetDouble());
        Assert.Equal(evidence.GetProperty("logit").GetDouble(), sum, Logit);
    }

    private static void AssertOffsets(string text, JsonElement tokens)
    {
        int end = 0;
        foreach (var token in tokens.EnumerateArray())
        {
            int start = token.GetProperty("start").GetInt32();
            Assert.True(start >= end);
            end = token.GetProperty("end").GetInt32();
            Assert.Equal(text[start..end], token.GetProperty("text").GetString());
        }

        Assert.True(end > 0);
    }
}
