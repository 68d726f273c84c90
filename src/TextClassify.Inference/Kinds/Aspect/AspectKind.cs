using TextClassify.Explain.Catalog;
using TextClassify.Inference.Checks;
using TextClassify.Inference.Kinds.Classifier;
using TextClassify.Inference.Loading;
using TextClassify.Models.Aspect;

namespace TextClassify.Inference.Kinds.Aspect;

/// <summary>Models that say what a text thinks of each of its aspects: two graphs, of which the first is run by the batcher.</summary>
internal sealed class AspectKind : IModelKind
{
    private static readonly AspectPackageReader Reader = new();

    public IReadOnlyList<string> Architectures => [AspectManifest.ArchitectureName];

    public async Task<LoadOutcome> LoadAsync(PackageLoad load, CancellationToken cancellationToken)
    {
        var read = Reader.Read(load.Files, load.Name, load.Version);
        if (read.Package is not { Manifest: AspectManifest manifest } package)
        {
            return new LoadOutcome(read.Refusal!);
        }

        var encoder = load.Open(AspectManifest.EncoderFile, cancellationToken);
        var readout = load.Open(AspectManifest.ReadoutFile, cancellationToken);
        if (AspectGraphRules.Check(encoder, readout, manifest) is { } misfit)
        {
            return new LoadOutcome(misfit);
        }

        var pass = load.Own(new OnnxAspectPass(encoder, readout, manifest, load.Gate, load.Rules, load.Time, load.NewMeter()));
        load.File = AspectManifest.EncoderFile;
        var text = LoadedClassifier.EncoderOf(package, load.Files);
        var forward = new AspectForward(pass);
        var golden = new GoldenSet(manifest, package.GoldenTexts, text, forward);
        if ((await GoldenCheck.RunAsync(golden, cancellationToken).ConfigureAwait(false)
            ?? await GoldenTagsCheck.RunAsync(package, text, pass, cancellationToken).ConfigureAwait(false)) is { } refusal)
        {
            return new LoadOutcome(refusal);
        }

        var model = new LoadedAspectModel
        {
            Manifest = manifest,
            Sha256 = package.Sha256,
            Provider = load.Provider,
            LoadedAt = load.Time.GetUtcNow(),
            Encoder = text,
            Forward = forward,
            Aspects = pass,
            Explainers = ExplainerCatalog.Default.For(manifest.Capabilities),
            GoldenTexts = package.GoldenTexts,
            Profile = package.Profile,
        };
        return new LoadOutcome(model, pass);
    }
}
