using TextClassify.Explain.Catalog;
using TextClassify.Forward;
using TextClassify.Inference.Kinds.Classifier;
using TextClassify.Inference.Sessions;
using TextClassify.Inference.Settings;
using TextClassify.Models;
using TextClassify.Text;

namespace TextClassify.Infrastructure;

/// <summary>Models with the real tokenizer, encoder, explainers and manifest around <see cref="AdditiveForward"/>.</summary>
internal static class PolarityModel
{
    public const int MaxTokens = 12;
    public const double Temperature = 2;

    public static readonly string[] Labels = ["negative", "positive"];
    public static readonly string[] Words = ["<pad>", "<unk>", "a", "fine", "film", "dull", "not"];
    public static readonly float[] Bias = [0.25f, -0.25f];
    public static readonly float[][] Evidence = [[0, 0], [0.5f, -0.5f], [0, 0.125f], [-1, 1.5f], [0.25f, 0.25f], [2, -1], [0.75f, -0.75f]];

    public static LoadedClassifier Over(
        IForwardPass forward, string name = "polarity", string version = "2", params string[] capabilities) =>
        Over(forward, MaxTokens, name, version, capabilities);

    public static LoadedClassifier Over(IForwardPass forward, int maxTokens, string name, string version, params string[] capabilities)
    {
        var vocabulary = new Vocabulary(Words);
        string[] declared = capabilities.Length > 0
            ? capabilities
            : [Capabilities.Evidence, Capabilities.WordWeights, Capabilities.HiddenStates];
        return new LoadedClassifier
        {
            Manifest = new ModelManifest
            {
                SchemaVersion = ModelManifest.CurrentSchema,
                Name = name,
                Version = version,
                Architecture = "crnn",
                Task = "classification",
                Description = "Says whether a film is fine.",
                Labels = Labels,
                Tokenizer = new TokenizerSettings("word", maxTokens),
                Shape = forward.Shape,
                Embedding = new EmbeddingShape(Words.Length, 4),
                Capabilities = declared,
                Temperature = Temperature,
                Training = new TrainingRecord("by hand", "none", 1, 7, "unknown"),
                Metrics = new Dictionary<string, double> { ["accuracy"] = 1 },
                Files = new Dictionary<string, string> { ["forward.onnx"] = new('a', 64) },
            },
            Sha256 = new string('b', 64),
            Encoder = new TextEncoder(vocabulary, maxTokens),
            Forward = forward,
            Provider = new ExecutionProviderReport(ExecutionProvider.Auto, ExecutionProvider.Cpu, "It is a test."),
            LoadedAt = DateTimeOffset.UnixEpoch,
            Explainers = ExplainerCatalog.Default.For(declared),
        };
    }

    public static AdditiveForward Forward() => new(Bias, Evidence);
}
