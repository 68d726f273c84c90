using Microsoft.ML.OnnxRuntime;
using TextClassify.Explain;
using TextClassify.Forward;
using TextClassify.Inference.Sessions;
using TextClassify.Models;
using TextClassify.Text;

namespace TextClassify.Inference.Registry;

/// <summary>Brings one package from its folder to a model that answers as it should, or says why not.</summary>
internal sealed class PackageLoader(InferenceOptions options, ForwardGate gate, TimeProvider time)
{
    private readonly SessionFactory _sessions = new(options);

    public async Task<LoadOutcome> LoadAsync(string directory, string name, string version, CancellationToken cancellationToken)
    {
        string file = ModelManifest.FileName;
        InferenceSession? opened = null;
        try
        {
            var files = new DirectoryPackageFiles(directory);
            var reading = PackageReader.Read(files, name, version);
            if (reading.Package is not { } package)
            {
                return new LoadOutcome(reading.Refusal!);
            }

            file = ModelManifest.ForwardFile;
            var (session, report) = _sessions.Open(files.PathOf(file));
            opened = session;
            if (GraphRules.Check(session, package.Manifest) is { } misfit)
            {
                return new LoadOutcome(misfit);
            }

            var forward = new OnnxForwardPass(session, package.Manifest.Shape, gate, options.MaxBatchTokens, time);
            var encoder = new TextEncoder(package.Vocabulary, package.Manifest.Tokenizer.MaxTokens);
            if (await GoldenCheck.RunAsync(package, encoder, forward, cancellationToken).ConfigureAwait(false) is { } refusal)
            {
                return new LoadOutcome(refusal);
            }

            opened = null;
            return new LoadOutcome(Describe(package, encoder, forward, report), forward);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or OnnxRuntimeException or InvalidDataException)
        {
            // The sentence is shown to clients, who need not know where packages lie.
            string reason = SessionFactory.FirstLine(error.Message).Replace(directory + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
            return new LoadOutcome(new PackageRefusal(file, $"cannot be loaded: {reason}"));
        }
        finally
        {
            opened?.Dispose();
        }
    }

    private LoadedModel Describe(ModelPackage package, TextEncoder encoder, IForwardPass forward, ExecutionProviderReport report) => new()
    {
        Manifest = package.Manifest,
        Sha256 = package.Sha256,
        Encoder = encoder,
        Vocabulary = package.Vocabulary,
        Forward = forward,
        Provider = report,
        LoadedAt = time.GetUtcNow(),
        Explainers = ExplainerCatalog.Default.For(package.Manifest.Capabilities),
    };
}
