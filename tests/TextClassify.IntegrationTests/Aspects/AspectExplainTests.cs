using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Aspects;

public sealed class AspectExplainTests(AspectService aspects) : IClassFixture<AspectService>
{
    private const string Text = "the pizza is good but the waiter is slow";

    private static readonly object Pizza = AspectCalls.Input(Text, 4, 9);
    private static readonly object Waiter = AspectCalls.Input(Text, 26, 32);

    private readonly Service _service = aspects.Service;

    [Fact]
    public async Task Explain_Evidence_IsThatOfClassifyForTheAspect()
    {
        foreach (object input in (object[])[Pizza, Waiter])
        {
            var classified = await _service.OneAsync("/classify", input, ("evidence", true));
            var explained = await _service.OneAsync("/explain", input);

            Assert.Equal(classified.GetProperty("aspect").GetRawText(), explained.GetProperty("aspect").GetRawText());
            Assert.Equal(classified.GetProperty("label").GetString(), explained.GetProperty("prediction").GetProperty("label").GetString());
            Assert.Equal(Values(classified.GetProperty("evidence")), Values(explained), (one, other) => Math.Abs(one - other) <= 1e-5);
            Assert.True(explained.GetProperty("certificate").GetProperty("converged").GetBoolean());
        }

        Assert.NotEqual(Values(await _service.OneAsync("/explain", Pizza)), Values(await _service.OneAsync("/explain", Waiter)));
    }

    /// <summary>Of a sum over tokens each token's score is known: every method that promises its sum keeps it for an aspect too, whatever
    /// it does to the text.</summary>
    [Theory]
    [InlineData("word_weights", "{}", true)]
    [InlineData("occlusion", "{}", false)]
    [InlineData("occlusion", "{\"baseline\":\"delete\",\"window\":2}", false)]
    [InlineData("leave_one_out", "{\"baseline\":\"delete\"}", false)]
    [InlineData("leave_one_out", "{\"baseline\":\"unk\"}", false)]
    [InlineData("shapley_sampling", "{\"baseline\":\"delete\",\"n_samples\":8}", true)]
    [InlineData("shapley_sampling", "{\"baseline\":\"pad\",\"n_samples\":8}", true)]
    [InlineData("partition_shap", "{\"baseline\":\"delete\"}", true)]
    [InlineData("lime", "{\"baseline\":\"delete\",\"n_samples\":64}", false)]
    [InlineData("anchors", "{\"baseline\":\"delete\"}", false)]
    public async Task Explain_MethodThatRunsRows_WorksOnAnAspect(string method, string parameters, bool promises)
    {
        var answer = await _service.AskAsync("/explain", Pizza, ("method", method), ("parameters", JsonElement.Parse(parameters)));

        Assert.True(answer.Status is System.Net.HttpStatusCode.OK, answer.Text);
        var result = answer.Json.GetProperty("results")[0];
        Assert.Equal(9, Values(result).Length);
        Assert.All(Values(result), value => Assert.True(double.IsFinite(value)));
        Assert.Equal("pizza", result.GetProperty("aspect").GetProperty("text").GetString());
        if (promises)
        {
            Assert.True(result.GetProperty("certificate").GetProperty("converged").GetBoolean(), answer.Text);
        }
    }

    /// <summary>A token left out is the text without it, asked about the same words.</summary>
    [Fact]
    public async Task Explain_LeaveOneOut_IsTheTextWithoutTheToken()
    {
        var left = await _service.OneAsync(
            "/explain", Pizza, ("method", "leave_one_out"), ("target", "positive"), ("parameters", new { baseline = "delete" }));
        double whole = Logit(await _service.OneAsync("/explain", Pizza, ("target", "positive")));
        double withoutThe = Logit(await _service.OneAsync("/explain", AspectCalls.Input(Text[4..], 0, 5), ("target", "positive")));
        double withoutSlow = Logit(await _service.OneAsync("/explain", AspectCalls.Input(Text[..^5], 4, 9), ("target", "positive")));

        Assert.Equal(whole - withoutThe, Values(left)[0], 1e-4);
        Assert.Equal(whole - withoutSlow, Values(left)[8], 1e-4);
    }

    [Fact]
    public async Task Explain_Metrics_AreMeasuredOnTheAspect()
    {
        var result = await _service.OneAsync("/explain", Pizza, ("metrics", JsonElement.Parse("[\"comprehensiveness\", \"sufficiency\"]")));

        Assert.Equal(2, result.GetProperty("metrics").GetArrayLength());
    }

    [Theory]
    [InlineData("integrated_gradients")]
    [InlineData("gradient_x_input")]
    [InlineData("contextual")]
    [InlineData("counterfactual")]
    public async Task Explain_MethodTheModelCannotDo_IsAProblem(string method)
    {
        var problem = (await _service.AskAsync("/explain", Pizza, ("method", method))).Problem();

        Assert.Equal((422, "method-not-supported", "method"), (problem.Status, problem.Type, problem.Where));
    }

    [Fact]
    public async Task Explain_ListAndLines_AreTheSameAsAlone()
    {
        var alone = await _service.OneAsync("/explain", Waiter);
        var list = (await _service.AskAsync("/explain", new[] { Pizza, Waiter })).Json.GetProperty("results")[1];
        var line = (await _service.PostAsync(
            $"/explain?model={AspectCalls.Model}", JsonSerializer.Serialize(Waiter), "application/x-ndjson")).Lines[1];

        Assert.Equal(Values(alone), Values(list), (one, other) => Math.Abs(one - other) <= 1e-5);
        Assert.Equal(Values(alone), Values(line), (one, other) => Math.Abs(one - other) <= 1e-5);
    }

    /// <summary>Evidence adds up to the logit less a bias that is the same for every text.</summary>
    private static double Logit(JsonElement explained) => Values(explained).Sum();

    private static double[] Values(JsonElement result) =>
        [.. result.GetProperty("tokens").EnumerateArray().Select(token => token.GetProperty("score").GetDouble())];
}
