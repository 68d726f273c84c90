using TextClassify.Inference.Loading;
using TextClassify.Models.Translator;

namespace TextClassify.Inference.Kinds.Translator;

/// <summary>Translators: one graph reads a source, one writes a symbol.</summary>
internal sealed class TranslatorKind : IModelKind
{
    public IReadOnlyList<string> Architectures => [TranslatorManifest.ArchitectureName];

    public async Task<LoadOutcome> LoadAsync(PackageLoad load, CancellationToken cancellationToken)
    {
        var reading = TranslatorPackageReader.Read(load.Files, load.Name, load.Version);
        if (reading.Package is not { Manifest: var manifest } package)
        {
            return new LoadOutcome(reading.Refusal!);
        }

        var read = load.Open(TranslatorManifest.ReadFile, cancellationToken);
        var write = load.Open(TranslatorManifest.WriteFile, cancellationToken);
        if (TranslatorGraphRules.Check(read, write, manifest) is { } misfit)
        {
            return new LoadOutcome(misfit);
        }

        load.File = TranslatorManifest.WriteFile;
        var pass = load.Own(new OnnxTranslationPass(read, write, manifest.Shape, load.Gate, load.Time));
        if (await GoldenTranslationCheck.RunAsync(package, pass, cancellationToken).ConfigureAwait(false) is { } unlike)
        {
            return new LoadOutcome(unlike);
        }

        var model = new LoadedTranslator
        {
            Manifest = manifest,
            Sha256 = package.Sha256,
            Provider = load.Provider,
            LoadedAt = load.Time.GetUtcNow(),
            Vocabulary = package.Vocabulary,
            Pass = pass,
        };
        return new LoadOutcome(model, pass);
    }
}
