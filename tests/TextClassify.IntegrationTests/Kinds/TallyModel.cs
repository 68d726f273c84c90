using TextClassify.Explain.Catalog;
using TextClassify.Forward;
using TextClassify.Inference.Serving;
using TextClassify.Inference.Sessions;
using TextClassify.Inference.Settings;
using TextClassify.Models;
using TextClassify.Text;

namespace TextClassify.Kinds;

/// <summary>A word list that serves.</summary>
internal sealed class TallyModel(
    TallyManifest manifest, string sha256, IForwardPass forward, DateTimeOffset loadedAt) : ITextClassifier, ISelfChecking
{
    private static readonly string[] Given =
        [Models.Capabilities.Evidence, Models.Capabilities.WordWeights, Models.Capabilities.HiddenStates];

    public PackageManifest Manifest => manifest;

    public string Sha256 => sha256;

    public ExecutionProviderReport Provider { get; } = new(ExecutionProvider.Auto, ExecutionProvider.Cpu, "A word list runs anywhere.");

    public DateTimeOffset LoadedAt => loadedAt;

    public IReadOnlyList<string> Labels => manifest.Tally.Labels;

    public IReadOnlyList<string> Capabilities => Given;

    public double Temperature => 1;

    public ITextEncoder Encoder { get; } =
        new TextEncoder(new Vocabulary([Vocabulary.Pad, Vocabulary.Unknown, .. manifest.Tally.Words.Keys]), maxTokens: 32);

    public IForwardPass Forward => forward;

    public ExplainerCatalog Explainers { get; } = ExplainerCatalog.Default.For(Given);

    /// <summary>Makes it fail its own check.</summary>
    public bool IsForgetful { get; set; }

    public async Task<string?> FaultAsync(int round, CancellationToken cancellationToken)
    {
        var (text, label) = manifest.Tally.Golden.ElementAt(round % manifest.Tally.Golden.Count);
        var batch = await forward.RunAsync([Encoder.Encode(text).Ids], ForwardOutputs.Logits, cancellationToken);
        float[] logits = batch.Results[0].Logits;
        string answered = Labels[Array.IndexOf(logits, logits.Max())];
        return answered == label && !IsForgetful ? null : $"it calls '{text}' {answered} where {label} is expected";
    }
}
