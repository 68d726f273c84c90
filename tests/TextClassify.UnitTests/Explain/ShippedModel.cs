using TextClassify.Explain;
using TextClassify.Forward;
using TextClassify.Inference.Kinds;
using TextClassify.Inference.Kinds.Classifier;
using TextClassify.Inference.Loading;
using TextClassify.Inference.Settings;
using TextClassify.Inference.Slots;
using TextClassify.Layout;
using TextClassify.Text;

namespace TextClassify.UnitTests.Explain;

/// <summary>A package this repository ships, on the real runtime; loaded once for the tests of a class.</summary>
public sealed class ShippedModel : IAsyncLifetime
{
    private readonly InferenceOptions _options = new()
    {
        ExecutionProvider = ExecutionProvider.Cpu,
        BulkShare = InferenceOptions.EvenShare,
    };
    private RunSlots _gate = null!;
    private IDisposable _resources = null!;

    internal LoadedClassifier Model { get; private set; } = null!;

    /// <summary>Questions of different lengths and classes.</summary>
    internal static string[] Texts { get; } =
    [
        "Who wrote the novel that the film Blade Runner is based on ?",
        "How far is it from Denver to Aspen ?",
        "What does NATO stand for ?",
        "Why ?",
        "Which city in the north of Italy has a famous cathedral with a roof that visitors can walk on ?",
    ];

    public async ValueTask InitializeAsync()
    {
        _gate = RunSlots.Create(_options);
        string folder = Path.Combine(Solution.Folder, "models", "question", "2");
        var outcome = await new PackageLoader(
            ModelKindRegistration.All, _options, _gate, TimeProvider.System).LoadAsync(folder, "question", "2", CancellationToken.None);
        Model = (LoadedClassifier?)outcome.Loaded
            ?? throw new InvalidOperationException($"The shipped package is refused: {outcome.Refusal}");
        _resources = outcome.Resources!;
    }

    public ValueTask DisposeAsync()
    {
        _resources?.Dispose();
        _gate.Dispose();
        return ValueTask.CompletedTask;
    }

    internal Task<Explanation> ExplainAsync(
        string method, EncodedText text, string parameters = "{}", int? target = null, int? foil = null, IForwardPass? forward = null)
    {
        var explainer = Model.Explainers.Find(method)!;
        var binding = explainer.Bind(ExplainRequests.Json(parameters), Model.Forward.Shape);
        Assert.Null(binding.Fault);
        return explainer.ExplainAsync(
            new ExplanationQuery
            {
                Text = text,
                Target = target,
                Foil = foil,
                Temperature = Model.Manifest.Temperature,
                Parameters = binding.Values!,
            },
            forward ?? Model.Forward,
            TestContext.Current.CancellationToken);
    }
}
