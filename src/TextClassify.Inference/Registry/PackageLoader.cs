using Microsoft.ML.OnnxRuntime;
using TextClassify.Explain;
using TextClassify.Forward;
using TextClassify.HiddenStates.Maps;
using TextClassify.Inference.Batching;
using TextClassify.Inference.Sessions;
using TextClassify.Models;
using TextClassify.Text;

namespace TextClassify.Inference.Registry;

/// <summary>Brings one package from its folder to a model that answers as it should, or says why not.</summary>
internal sealed class PackageLoader(InferenceOptions options, ForwardGate gate, TimeProvider time, BatchInstruments? instruments = null)
{
    private readonly SessionFactory _sessions = new(options);
    private readonly AspectLoader _aspects = new(new SessionFactory(options), options, gate, time, instruments);
    private readonly LanguageLoader _languages = new(new SessionFactory(options), options, gate, time);

    public async Task<LoadOutcome> LoadAsync(string directory, string name, string version, CancellationToken cancellationToken)
    {
        string file = ModelManifest.FileName;
        var opened = new List<IDisposable>();
        try
        {
            var files = new DirectoryPackageFiles(directory);
            if (LanguagePackageReader.Claims(files))
            {
                var outcome = await _languages.LoadAsync(files, name, version, opened, reading => file = reading, cancellationToken).ConfigureAwait(false);
                if (outcome.Language is not null)
                {
                    opened.Clear();
                }

                return outcome;
            }

            var read = PackageReader.Read(files, name, version);
            if (read.Package is not { } package)
            {
                return new LoadOutcome(read.Refusal!);
            }

            if (package.Manifest is AspectManifest aspects)
            {
                return await _aspects.LoadAsync(package, aspects, files, opened, reading => file = reading, cancellationToken).ConfigureAwait(false);
            }

            file = ModelManifest.ForwardFile;
            var (session, report) = _sessions.Open(files.PathOf(file));
            opened.Add(session);
            if (GraphRules.Check(session, package.Manifest) is { } misfit)
            {
                return new LoadOutcome(misfit);
            }

            InferenceSession? backward = null, contextual = null;
            if (package.Manifest.Has(Capabilities.Gradients))
            {
                file = ModelManifest.ExplainFile;
                (backward, _) = _sessions.Open(files.PathOf(file));
                opened.Add(backward);
                if (ExplainGraphRules.Check(backward, package.Manifest) is { } unfit)
                {
                    return new LoadOutcome(unfit);
                }
            }

            if (package.Manifest.Has(Capabilities.Contextual))
            {
                file = ModelManifest.ContextualFile;
                (contextual, _) = _sessions.Open(files.PathOf(file));
                opened.Add(contextual);
                if (ContextualGraphRules.Check(contextual, package.Manifest) is { } unfit)
                {
                    return new LoadOutcome(unfit);
                }
            }

            var forward = Create(package.Manifest, files, session, backward, contextual);
            opened.Insert(0, (IDisposable)forward);
            var encoder = new TextEncoder(package.Vocabulary, package.Manifest.Tokenizer.MaxTokens);
            if ((await GoldenCheck.RunAsync(package, encoder, forward, cancellationToken).ConfigureAwait(false)
                ?? await GoldenGradientCheck.RunAsync(package, encoder, forward, cancellationToken).ConfigureAwait(false)
                ?? await GoldenContextualCheck.RunAsync(package, encoder, forward, cancellationToken).ConfigureAwait(false)) is { } refusal)
            {
                return new LoadOutcome(refusal);
            }

            var maps = ReferenceMaps.Read(files, package.Manifest, encoder);
            opened.Clear();
            return new LoadOutcome(Describe(package, encoder, forward, report, time.GetUtcNow()) with { Maps = maps }, (IDisposable)forward);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or OnnxRuntimeException or InvalidDataException)
        {
            // The sentence is shown to clients, who need not know where packages lie.
            string reason = SessionFactory.FirstLine(error.Message).Replace(directory + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
            return new LoadOutcome(new PackageRefusal(file, $"cannot be loaded: {reason}"));
        }
        finally
        {
            opened.ForEach(session => session.Dispose());
        }
    }

    private IForwardPass Create(
        ModelManifest manifest, DirectoryPackageFiles files, InferenceSession session, InferenceSession? backward, InferenceSession? contextual)
    {
        int classes = manifest.Shape.Classes;
        var gradients = backward is null ? null : new OnnxGradientPass(backward, ReadEmbeddings(files, manifest.Embedding), classes, gate, time);
        return manifest.Has(Capabilities.Embeddings)
            ? new OnnxEmbeddedPass(session, manifest.Shape, ReadEmbeddings(files, manifest.Embedding), options.MaxBulkBatchTokens, gate, time) { Gradients = gradients }
            : new OnnxForwardPass(
                session, manifest.Shape, gate, BatchingRules.Of(options), time, BatchMeter.Of(instruments, $"{manifest.Name}/{manifest.Version}"))
            {
                Gradients = gradients,
                Contextual = contextual is null ? null : new OnnxContextualPass(contextual, classes, options.MaxBulkBatchTokens, gate, time),
            };
    }

    public static EmbeddingRows ReadEmbeddings(DirectoryPackageFiles files, EmbeddingShape shape)
    {
        using var stream = files.OpenRead(ModelManifest.EmbeddingFile);
        return EmbeddingRows.Read(stream, shape.Rows, shape.Width);
    }

    public static LoadedModel Describe(
        ModelPackage package, TextEncoder encoder, IForwardPass forward, ExecutionProviderReport report, DateTimeOffset loadedAt) => new()
        {
            Manifest = package.Manifest,
            Sha256 = package.Sha256,
            Encoder = encoder,
            Vocabulary = package.Vocabulary,
            GoldenTexts = package.GoldenTexts,
            Forward = forward,
            Provider = report,
            LoadedAt = loadedAt,
            Explainers = ExplainerCatalog.Default.For(package.Manifest.Capabilities),
        };
}
