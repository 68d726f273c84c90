using TextClassify.Explain;
using TextClassify.Explain.Parameters;
using TextClassify.Explain.Quality;
using TextClassify.Explain.Quality.Metrics;

namespace TextClassify.UnitTests.Explain;

/// <summary>What a method says it takes at most, against what it takes, on a real model with all capabilities.</summary>
public sealed class MostModelCallsTests(ShippedModel shipped) : IClassFixture<ShippedModel>
{
    private static readonly string[] AllMetrics = [.. QualityCatalog.All.Select(metric => metric.Name)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Methods => new()
    {
        { "evidence", "{}" },
        { "word_weights", "{}" },
        { "occlusion", "{}" },
        { "occlusion", """{"window":3,"stride":2,"output":"probability"}""" },
        { "leave_one_out", "{}" },
        { "shapley_sampling", """{"n_samples":7}""" },
        { "partition_shap", """{"max_evals":40}""" },
        { "partition_shap", """{"max_evals":4}""" },
        { "lime", """{"n_samples":60}""" }, { "anchors", """{"n_samples":300,"threshold":0.999}""" }, { "gradient_x_input", "{}" },
        { "gradient_x_input", """{"output":"probability"}""" },
        { "smoothgrad", """{"n_samples":5,"output":"log_odds"}""" },
        { "integrated_gradients", "{}" },
        { "integrated_gradients", """{"n_steps":5,"output":"probability"}""" },
        { "expected_gradients", """{"n_steps":3,"baselines":["pad","zero"]}""" },
        { "connectivity", "{}" },
        { "contextual", "{}" },
        { "contextual", """{"phrase_start":0,"phrase_end":2}""" },
        { "counterfactual", """{"max_edits":3,"candidates":9,"beam":2}""" },
    };

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task MostModelCalls_AnyText_IsNotPassed(string method, string parameters)
    {
        foreach (string text in ShippedModel.Texts)
        {
            foreach (bool all in (bool[])[false, true])
            {
                var (explainer, request) = Request(method, parameters, text, all);

                var explanation = await explainer.ExplainAsync(request, shipped.Model.Forward, Cancellation);

                int targets = all && explainer.Info.NeedsTarget ? shipped.Model.Manifest.Labels.Count : 1;
                long most = explainer.MostModelCalls(request.Parameters, new ExplainSize(request.Text.Length, targets, HasBackward: true));
                Assert.InRange(explanation.ModelCalls, 1, most);
            }
        }
    }

    [Theory]
    [InlineData("leave_one_out", "{}")]
    [InlineData("shapley_sampling", """{"n_samples":7}""")]
    [InlineData("integrated_gradients", """{"n_steps":5}""")]
    [InlineData("smoothgrad", """{"n_samples":5}""")]
    [InlineData("contextual", "{}")]
    public async Task MostModelCalls_NothingStopsEarly_IsWhatIsMade(string method, string parameters)
    {
        // No word of it is unknown, so that no row is the text itself.
        var (explainer, request) = Request(method, parameters, "How far is it from London to Paris ?", all: false);

        var explanation = await explainer.ExplainAsync(request, shipped.Model.Forward, Cancellation);

        Assert.Equal(
            explanation.ModelCalls,
            explainer.MostModelCalls(request.Parameters, new ExplainSize(request.Text.Length, 1, HasBackward: true)));
    }

    [Theory]
    [InlineData("gradient_x_input", "{}")]
    [InlineData("integrated_gradients", """{"n_steps":2}""")]
    public async Task MostModelCalls_WithoutBackwardPass_CountsTheDifferences(string method, string parameters)
    {
        var (explainer, request) = Request(method, parameters, ShippedModel.Texts[1], all: false);

        var explanation = await explainer.ExplainAsync(request, new ForwardOnly(shipped.Model.Forward), Cancellation);

        long most = explainer.MostModelCalls(request.Parameters, new ExplainSize(request.Text.Length, 1, HasBackward: false));
        Assert.InRange(explanation.ModelCalls, most / 2, most);
        Assert.True(most > explainer.MostModelCalls(request.Parameters, new ExplainSize(request.Text.Length, 1, HasBackward: true)));
    }

    [Fact]
    public async Task MostModelCalls_AllMetricsOfTwoMethods_IsNotPassed()
    {
        foreach (string text in ShippedModel.Texts)
        {
            var methods = new List<(IExplainer, ParameterValues)>();
            QualityProbe? probe = null;
            var options = new QualityOptions();
            int calls = 0;
            foreach (string method in (string[])["leave_one_out", "gradient_x_input"])
            {
                var (explainer, request) = Request(method, "{}", text, all: false);
                methods.Add((explainer, request.Parameters));
                var subject = new QualitySubject
                {
                    Explainer = explainer,
                    Request = request,
                    Explanation = await explainer.ExplainAsync(request, shipped.Model.Forward, Cancellation),
                };
                probe ??= new QualityProbe(subject, shipped.Model.Forward, options);
                calls += (await QualityCatalog.MeasureAsync(AllMetrics, subject, probe, Deadline.None, Cancellation)).ModelCalls;
            }

            long most = QualityCatalog.MostModelCalls(
                AllMetrics, methods, new ExplainSize(shipped.Model.Encoder.Encode(text).Length, 1, HasBackward: true), options);
            Assert.InRange(calls, 1, most);
        }
    }

    private (IExplainer Explainer, ExplanationQuery Request) Request(string method, string parameters, string text, bool all)
    {
        var explainer = shipped.Model.Explainers.Find(method)!;
        var binding = explainer.Bind(ExplainRequests.Json(parameters), shipped.Model.Forward.Shape);
        Assert.Null(binding.Fault);
        var encoded = shipped.Model.Encoder.Encode(text);
        return (explainer, new ExplanationQuery
        {
            Text = encoded,
            AllTargets = all && !explainer.Info.EditsText,
            Temperature = shipped.Model.Manifest.Temperature,
            Parameters = binding.Values!,
            Source = new SourceText(text, shipped.Model.Encoder),
        });
    }
}
