using TextClassify.Forward;
using TextClassify.Inference.Batching;
using TextClassify.Inference.Sessions;
using TextClassify.Models;
using TextClassify.Text;

namespace TextClassify.Inference.Registry;

/// <summary>Brings an aspect model from its package to answers as they should be, or says why not.</summary>
internal sealed class AspectLoader(InferenceOptions options, RunSlots gate, TimeProvider time, BatchInstruments? instruments)
{
    /// <param name="package">As it was read, of <see cref="AspectManifest"/>.</param>
    /// <param name="files">Of it.</param>
    /// <param name="load">Opens its graphs.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public async Task<LoadOutcome> LoadAsync(ModelPackage package, DirectoryPackageFiles files, PackageLoad load, CancellationToken cancellationToken)
    {
        var manifest = (AspectManifest)package.Manifest;
        var (encoder, report) = load.Open(files, AspectManifest.EncoderFile, cancellationToken);
        var (readout, _) = load.Open(files, AspectManifest.ReadoutFile, cancellationToken);
        if (AspectGraphRules.Check(encoder, readout, manifest) is { } misfit)
        {
            return new LoadOutcome(misfit);
        }

        var pass = load.Own(new OnnxAspectPass(
            encoder, readout, manifest, gate, BatchingRules.Of(options), time, BatchMeter.Of(instruments, $"{manifest.Name}/{manifest.Version}")));
        load.File = AspectManifest.EncoderFile;
        var text = new TextEncoder(package.Vocabulary, manifest.Tokenizer.MaxTokens);
        var forward = new AspectForward(pass);
        return (await GoldenCheck.RunAsync(package, text, forward, cancellationToken).ConfigureAwait(false)
            ?? await GoldenTagsCheck.RunAsync(package, text, pass, cancellationToken).ConfigureAwait(false)) is { } refusal
            ? new LoadOutcome(refusal)
            : new LoadOutcome(ClassifierLoader.Describe(package, text, forward, report, time.GetUtcNow()) with { Aspects = pass }, pass);
    }
}
