using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TextClassify.Inference.Kinds.Classifier;
using TextClassify.Inference.Registry;
using TextClassify.Infrastructure;

namespace TextClassify.Explain;

/// <summary>Texts of 2,000 tokens, the same request twice, and deadlines, on the real graph of the test package read with a longer
/// limit.</summary>
public sealed class ExplainLongTests(TinyService tiny) : IClassFixture<TinyService>
{
    private const int Tokens = 2000;

    [Fact]
    public async Task Explain_TwoThousandTokens_RunInBlocks()
    {
        var forward = PolarityModel.Forward();
        await using var service = new Service(
            new ServiceFactory(new FixedRegistry("long", PolarityModel.Over(forward, 4096, "long", "1"))));
        string text = string.Join(' ', Enumerable.Range(0, Tokens).Select(i => i % 7 == 0 ? "not" : "fine"));

        var answer = await service.PostAsync(
            "/explain",
            JsonSerializer.Serialize(
                new { inputs = text, method = "occlusion", target = "positive", parameters = new { window = 8, stride = 8 } }));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var tokens = answer.Json.GetProperty("results")[0].GetProperty("tokens");
        Assert.Equal(Tokens, tokens.GetArrayLength());
        Assert.True(forward.LargestCall <= 4096, $"A call held {forward.LargestCall} tokens.");

        // The first window hides six times "fine" and two times "not" under the unknown word: 6 x 2 - 2 x 0.25.
        Assert.Equal(11.5, tokens[0].GetProperty("score").GetDouble(), 1e-2);
    }

    [Fact]
    public async Task Explain_LongTextOnTheRealGraph_StopsAtTheDeadlineWithWhatItHas()
    {
        await using var service = Long();
        string text = string.Join(' ', Enumerable.Range(0, Tokens).Select(i => i % 2 == 0 ? "good" : "plot"));

        var answer = await service.PostAsync(
            "/explain", JsonSerializer.Serialize(new { inputs = text, method = "integrated_gradients", deadlineMs = 1 }));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var result = answer.Json.GetProperty("results")[0];
        Assert.Equal(Tokens, result.GetProperty("tokens").GetArrayLength());
        Assert.Equal(8, result.GetProperty("facts").GetProperty("n_steps").GetInt32());
        if (!result.GetProperty("certificate").GetProperty("converged").GetBoolean())
        {
            Assert.True(result.GetProperty("interrupted").GetBoolean());
        }
    }

    [Theory]
    [InlineData("evidence")]
    [InlineData("integrated_gradients")]
    [InlineData("gradient_x_input")]
    [InlineData("occlusion")]
    [InlineData("leave_one_out")]
    [InlineData("smoothgrad")]
    [InlineData("expected_gradients")]
    [InlineData("shapley_sampling")]
    [InlineData("partition_shap")]
    [InlineData("lime")]
    [InlineData("anchors")]
    [InlineData("counterfactual")]
    public async Task Explain_SameRequestTwice_GivesTheSameBits(string method)
    {
        string request = JsonSerializer.Serialize(new { inputs = "good bad film plot cast", method });

        var first = (await tiny.Service.PostAsync("/explain", request)).Json;
        var second = (await tiny.Service.PostAsync("/explain", request)).Json;

        Assert.Equal(first.GetProperty("method").GetRawText(), second.GetProperty("method").GetRawText());
        Assert.Equal(
            first.GetProperty("model").GetProperty("sha256").GetString(), second.GetProperty("model").GetProperty("sha256").GetString());
        foreach (string part in (string[])["tokens", "certificate", "prediction", "counterfactual"])
        {
            Assert.Equal(Raw(first, part), Raw(second, part));
        }

        static string Raw(JsonElement answer, string part) =>
            answer.GetProperty("results")[0].TryGetProperty(part, out var value) ? value.GetRawText() : "";
    }

    [Fact]
    public async Task Explain_SamplingMethod_SaysItsSeedAndErrors()
    {
        var answer = await tiny.Service.PostAsync(
            "/explain", """{"inputs":"good bad film plot cast","method":"shapley_sampling","parameters":{"seed":7}}""");

        var result = answer.Json.GetProperty("results")[0];
        Assert.Equal(7, result.GetProperty("seed").GetInt32());
        Assert.All(
            result.GetProperty("tokens").EnumerateArray(), token => Assert.True(token.GetProperty("standardError").GetDouble() >= 0));
    }

    [Fact]
    public async Task Explain_BaselineOfAnotherLength_Is400WithBothLengths()
    {
        var answer = await tiny.Service.PostAsync(
            "/explain",
            """{"inputs":"good bad film","method":"integrated_gradients","parameters":{"baseline":"tokens","baseline_tokens":["slow","dull"]}}""");

        var problem = answer.Problem();
        Assert.Equal((400, "out-of-range", "parameters.baseline_tokens"), (problem.Status, problem.Type, problem.Where));
        Assert.Contains("2", problem.Detail, StringComparison.Ordinal);
        Assert.Contains("3", problem.Detail, StringComparison.Ordinal);
    }

    private Service Long()
    {
        var model = tiny.Service.Services.GetRequiredService<IModelRegistry>().Current.Find<LoadedClassifier>("tiny", null)!;
        return new Service(new ServiceFactory(new FixedRegistry("tiny", model with { Encoder = model.Encoder.WithLimit(4096) })));
    }
}
