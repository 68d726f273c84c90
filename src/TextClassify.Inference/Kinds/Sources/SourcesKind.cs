using TextClassify.Communication;
using TextClassify.Explain.Catalog;
using TextClassify.Inference.Checks;
using TextClassify.Inference.Kinds.Classifier;
using TextClassify.Inference.Loading;
using TextClassify.Models.Sources;

namespace TextClassify.Inference.Kinds.Sources;

/// <summary>Models whose nodes read a source of a case each, exchange messages and answer together.</summary>
internal sealed class SourcesKind : IModelKind
{
    private static readonly SourcesPackageReader Reader = new();

    public IReadOnlyList<string> Architectures => [SourcesManifest.ArchitectureName];

    public async Task<LoadOutcome> LoadAsync(PackageLoad load, CancellationToken cancellationToken)
    {
        var read = Reader.Read(load.Files, load.Name, load.Version);
        if (read.Package is not { Manifest: SourcesManifest manifest } package)
        {
            return new LoadOutcome(read.Refusal!);
        }

        var sessions = new SourcesSessions(
            load.Open(SourcesManifest.ReadFile, cancellationToken),
            load.Open(SourcesManifest.NodeFile, cancellationToken),
            load.Open(SourcesManifest.ReadoutFile, cancellationToken));
        if (SourcesGraphRules.Check(sessions, manifest) is { } misfit)
        {
            return new LoadOutcome(misfit);
        }

        var pass = load.Own(new OnnxCasePass(sessions, manifest, load.Gate, load.Rules, load.Time));
        load.File = SourcesManifest.ReadFile;
        var text = LoadedClassifier.EncoderOf(package, load.Files);
        var forward = new CaseForward(pass, manifest.RoleOf(manifest.TextSource));
        GoldenText[] plain = [.. package.GoldenTexts.Where(golden => golden.Sources is null)];
        if (plain.Length == 0 || plain.Length == package.GoldenTexts.Count)
        {
            return new LoadOutcome(new PackageRefusal(
                ModelManifest.GoldenFile,
                $"has {plain.Length} plain texts among {package.GoldenTexts.Count}; a model of several sources has texts and cases."));
        }

        if ((await GoldenCheck.RunAsync(new GoldenSet(manifest, plain, text, forward), cancellationToken).ConfigureAwait(false)
            ?? await GoldenCasesCheck.RunAsync(package, manifest, text, pass, cancellationToken).ConfigureAwait(false)) is { } refusal)
        {
            return new LoadOutcome(refusal);
        }

        var model = new LoadedSourcesModel
        {
            Manifest = manifest,
            Sha256 = package.Sha256,
            Provider = load.Provider,
            LoadedAt = load.Time.GetUtcNow(),
            Encoder = text,
            Forward = forward,
            Cases = pass,
            Nodes = pass.Nodes,
            Explainers = ExplainerCatalog.Default.For(manifest.Capabilities),
            GoldenTexts = plain,
            Profile = package.Profile,
        };
        return new LoadOutcome(model, pass);
    }
}
