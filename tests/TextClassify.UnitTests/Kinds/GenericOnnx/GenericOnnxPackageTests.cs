using System.Text.Json;
using TextClassify.Explain;
using TextClassify.Forward;
using TextClassify.Inference.Kinds;
using TextClassify.Inference.Kinds.Classifier;
using TextClassify.Inference.Loading;
using TextClassify.Inference.Settings;
using TextClassify.Inference.Slots;
using TextClassify.Models;
using TextClassify.UnitTests.Models;

namespace TextClassify.UnitTests.Kinds.GenericOnnx;

/// <summary>
/// A package whose one graph goes from embeddings to logits, beside the package of the same weights that has a backward graph.
/// </summary>
public sealed class GenericOnnxPackageTests : IAsyncLifetime
{
    // Random weights are steep, and each rectifier between the two rows bends the difference; trained weights are held to 1e-3.
    private const double Tolerance = 2e-2;

    private static readonly InferenceOptions Options = new() { ExecutionProvider = ExecutionProvider.Cpu };

    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-foreign-").FullName;
    private readonly RunSlots _gate = RunSlots.Create(Options);
    private readonly List<IDisposable> _resources = [];
    private LoadedClassifier _foreign = null!;
    private LoadedClassifier _own = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _foreign = (LoadedClassifier)(await LoadAsync(TinyPackage.Foreign(), "foreign")).Loaded!;
        _own = (LoadedClassifier)(await LoadAsync(new TinyPackage(), "own")).Loaded!;
    }

    [Fact]
    public async Task RunAsync_TextsOfAllLengths_GivesTheLogitsOfTheSameNet()
    {
        ReadOnlyMemory<int>[] rows = [.. Texts().Select(text => _own.Encoder.Encode(text).Ids)];

        var expected = await _own.Forward.RunAsync(rows, ForwardOutputs.Logits, Cancellation);
        var actual = await _foreign.Forward.RunAsync(rows, ForwardOutputs.Logits, Cancellation);

        for (int row = 0; row < rows.Length; row++)
        {
            for (int label = 0; label < 3; label++)
            {
                Assert.Equal(expected.Results[row].Logits[label], actual.Results[row].Logits[label], 1e-5);
            }
        }
    }

    [Theory]
    [InlineData("integrated_gradients", """{"n_steps":32}""")]
    [InlineData("integrated_gradients", """{"n_steps":32,"output":"probability"}""")]
    [InlineData("expected_gradients", """{"n_steps":32}""")]
    [InlineData("gradient_x_input", "{}")]
    public async Task ExplainAsync_WithoutBackwardGraph_IsNearWhatItGives(string method, string parameters)
    {
        foreach (string text in Texts())
        {
            var expected = await ExplainAsync(_own, method, parameters, text);
            var actual = await ExplainAsync(_foreign, method, parameters, text);

            double largest = expected.Scores.Max(Math.Abs);
            for (int token = 0; token < expected.Scores.Length; token++)
            {
                Assert.Equal(expected.Scores[token], actual.Scores[token], Tolerance * largest);
            }

            Assert.Equal("central_differences", actual.Attributions[0].Facts["derivatives"]);
            if (actual.Certificate is { } certificate)
            {
                Assert.Equal(expected.Certificate!.Expected, certificate.Expected, 1e-5);
                Assert.Equal(Math.Abs(certificate.Residual) <= certificate.Tolerance, certificate.Converged);
            }
        }
    }

    [Fact]
    public void Explainers_OfForeignPackage_AreThoseOfAnyModelAndThePathMethods()
    {
        Assert.NotNull(_foreign.Explainers.Find("integrated_gradients"));
        Assert.NotNull(_foreign.Explainers.Find("occlusion"));
        Assert.Null(_foreign.Explainers.Find("evidence"));
        Assert.Null(_foreign.Explainers.Find("smoothgrad"));
        Assert.Null(_foreign.Explainers.Find("counterfactual"));
    }

    // What waits does so in the batcher, as for any other graph.
    [Fact]
    public async Task RunAsync_DeadlineThatHasPassed_IsNotRun()
    {
        var deadline = CallDeadline.After(TimeProvider.System, since: 0, TimeSpan.FromTicks(1));
        var pass = _foreign.Forward.Under(new ForwardTerms(ForwardLane.Interactive, Deadline: deadline));

        var error = await Assert.ThrowsAsync<ForwardDeadlineException>(
            () => pass.RunAsync([_foreign.Encoder.Encode("good").Ids], ForwardOutputs.Logits, Cancellation));

        Assert.Equal(deadline, error.Deadline);
        Assert.NotNull(pass.Embeddings);
    }

    [Fact]
    public async Task LoadAsync_GraphThatTakesWords_IsRefused()
    {
        var outcome = await LoadAsync(
            TinyPackage.Foreign().Honestly(ModelManifest.ForwardFile, new TinyPackage()[ModelManifest.ForwardFile]), "words");

        Assert.Equal(new PackageRefusal(ModelManifest.ForwardFile, "takes an input 'token_ids', which is not known."), outcome.Refusal);
    }

    public ValueTask DisposeAsync()
    {
        _resources.ForEach(resource => resource.Dispose());
        _gate.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static string[] Texts() => ["good", "a film", "the plot is slow but the cast is warm .", "not very good", "who was it"];

    private static Task<Explanation> ExplainAsync(LoadedClassifier model, string method, string parameters, string text)
    {
        var explainer = model.Explainers.Find(method)!;
        var given = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(parameters)!;
        var request = new ExplanationQuery
        {
            Text = model.Encoder.Encode(text),
            Temperature = model.Manifest.Temperature,
            Parameters = explainer.Bind(given, model.Forward.Shape).Values!,
        };
        return explainer.ExplainAsync(request, model.Forward, Cancellation);
    }

    private async Task<LoadOutcome> LoadAsync(TinyPackage package, string name)
    {
        package.Manifest(manifest => manifest["name"] = name).Write(_folder, name);
        var outcome = await new PackageLoader(ModelKindRegistration.All, Options, _gate, TimeProvider.System)
            .LoadAsync(Path.Combine(_folder, name, TinyPackage.Version), name, TinyPackage.Version, Cancellation);
        if (outcome.Resources is { } resources)
        {
            _resources.Add(resources);
        }

        return outcome;
    }
}
