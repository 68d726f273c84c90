using System.Net;
using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Explain;

public sealed class ExplainTests(Service service) : IClassFixture<Service>
{
    [Fact]
    public async Task Explain_Defaults_GiveEvidenceOfThePrediction()
    {
        var answer = await service.PostAsync("/explain", """{"inputs":"a fine film"}""");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("""{"name":"evidence","parameters":{}}""", answer.Json.GetProperty("method").GetRawText());
        var result = Assert.Single(answer.Json.GetProperty("results").EnumerateArray());
        Assert.Equal("""{"label":"positive","index":1}""", result.GetProperty("target").GetRawText());
        Assert.Equal("positive", result.GetProperty("prediction").GetProperty("label").GetString());
        Assert.Equal([0.125, 1.5, 0.25], Scores(result));
        var certificate = result.GetProperty("certificate");
        Assert.Equal(1.875, certificate.GetProperty("expected").GetDouble(), 1e-6);
        Assert.Equal(1.875, certificate.GetProperty("sum").GetDouble(), 1e-6);
        Assert.Equal(0, certificate.GetProperty("residual").GetDouble(), 1e-6);
        Assert.True(certificate.GetProperty("tolerance").GetDouble() > 0);
        Assert.True(certificate.GetProperty("converged").GetBoolean());
        Assert.Equal(1, result.GetProperty("cost").GetProperty("modelCalls").GetInt32());
        Assert.True(result.GetProperty("cost").GetProperty("milliseconds").GetDouble() >= 0);
        Assert.False(result.TryGetProperty("foil", out _));
    }

    [Fact]
    public async Task Explain_Target_ExplainsThatLabel()
    {
        var result = (await service.PostAsync(
            "/explain", """{"inputs":"a fine film","target":"negative"}""")).Json.GetProperty("results")[0];

        Assert.Equal("""{"label":"negative","index":0}""", result.GetProperty("target").GetRawText());
        Assert.Equal([0, -1, 0.25], Scores(result));
        Assert.Equal("positive", result.GetProperty("prediction").GetProperty("label").GetString());
    }

    [Fact]
    public async Task Explain_Contrast_ExplainsTheDifference()
    {
        var result = (await service.PostAsync(
            "/explain", """{"inputs":"a fine film","contrast":{"target":"negative","foil":"positive"}}""")).Json.GetProperty("results")[0];

        Assert.Equal("negative", result.GetProperty("target").GetProperty("label").GetString());
        Assert.Equal("""{"label":"positive","index":1}""", result.GetProperty("foil").GetRawText());
        Assert.Equal([-0.125, -2.5, 0], Scores(result));
        Assert.Equal(-2.625, result.GetProperty("certificate").GetProperty("expected").GetDouble(), 1e-6);
    }

    [Fact]
    public async Task Explain_Occlusion_GivesExactWeightsOfAnAdditiveModel()
    {
        var answer = await service.PostAsync(
            "/explain", """{"inputs":"a fine film","method":"occlusion","target":"positive","parameters":{"baseline":"delete"}}""");

        Assert.Equal(
            """{"window":1,"stride":1,"baseline":"delete","output":"logit"}""",
            answer.Json.GetProperty("method").GetProperty("parameters").GetRawText());
        var result = answer.Json.GetProperty("results")[0];
        Assert.Equal([0.125, 1.5, 0.25], Scores(result));
        Assert.Equal(4, result.GetProperty("cost").GetProperty("modelCalls").GetInt32());
        Assert.Equal(["sum"], result.GetProperty("certificate").EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task Explain_WordWeights_SumToOneAndEchoTheAspect()
    {
        var answer = await service.PostAsync("/explain", """{"inputs":"fine dull","method":"word_weights","parameters":{"aspect":1}}""");
        var mean = await service.PostAsync("/explain", """{"inputs":"fine dull","method":"word_weights"}""");

        Assert.Equal("""{"aspect":1}""", answer.Json.GetProperty("method").GetProperty("parameters").GetRawText());
        Assert.Equal([0.375, 0.625], Scores(answer.Json.GetProperty("results")[0]));
        Assert.Equal("""{"aspect":null}""", mean.Json.GetProperty("method").GetProperty("parameters").GetRawText());
        Assert.Equal(1, mean.Json.GetProperty("results")[0].GetProperty("certificate").GetProperty("expected").GetDouble());
    }

    [Fact]
    public async Task Explain_List_AnswersInOrderWithFailuresInPlace()
    {
        var answer = await service.PostAsync(
            "/explain", """{"inputs":[{"id":"1","text":"fine"},"","dull",{"id":"4","text":"not fine"}],"target":"positive"}""");

        JsonElement[] results = [.. answer.Json.GetProperty("results").EnumerateArray()];
        Assert.Equal([1.5], Scores(results[0]));
        Assert.Equal(
            "inputs[1]: The text must hold at least one word, number or sign.",
            results[1].GetProperty("error").GetProperty("detail").GetString());
        Assert.Equal([-1], Scores(results[2]));
        Assert.Equal([-0.75, 1.5], Scores(results[3]));
        Assert.Equal("4", results[3].GetProperty("id").GetString());
    }

    [Fact]
    public async Task Explainers_List_DescribesMethodsAndDefaults()
    {
        var explainers = (await service.GetAsync("/explainers")).Json.GetProperty("explainers");

        Assert.Equal(
            [
                .. (string[])[
                    "evidence", "word_weights", "occlusion", "leave_one_out", "shapley_sampling", "partition_shap", "lime", "anchors",
                ],
                .. (string[])[
                    "gradient_x_input",
                    "smoothgrad",
                    "integrated_gradients",
                    "expected_gradients",
                    "connectivity",
                    "contextual",
                    "counterfactual",
                ],
            ],
            explainers.EnumerateArray().Select(method => method.GetProperty("name").GetString()));
        var occlusion = explainers[2];
        Assert.True(occlusion.GetProperty("signed").GetBoolean());
        Assert.False(occlusion.GetProperty("promisesSum").GetBoolean());
        Assert.Equal(["evidence"], explainers[0].GetProperty("needs").EnumerateArray().Select(need => need.GetString()));
        var baseline = occlusion.GetProperty("parameters").EnumerateArray().Single(
            parameter => parameter.GetProperty("name").GetString() == "baseline");
        Assert.Contains(
            baseline.GetProperty("default").GetString(),
            baseline.GetProperty("choices").EnumerateArray().Select(choice => choice.GetString()));
        Assert.Equal(JsonValueKind.Null, explainers[1].GetProperty("parameters")[0].GetProperty("default").ValueKind);
    }

    private static double[] Scores(JsonElement result) =>
        [.. result.GetProperty("tokens").EnumerateArray().Select(token => token.GetProperty("score").GetDouble())];
}
