using TextClassify.Forward;
using TextClassify.Inference.Batching;
using TextClassify.Inference.Sessions;
using TextClassify.Models;
using TextClassify.Text;

namespace TextClassify.Inference.Registry;

/// <summary>Brings an aspect model from its package to answers as they should be, or says why not.</summary>
internal sealed class AspectLoader(
    SessionFactory sessions, InferenceOptions options, ForwardGate gate, TimeProvider time, BatchInstruments? instruments)
{
    /// <param name="package">As it was read.</param>
    /// <param name="manifest">Of it.</param>
    /// <param name="files">Of it.</param>
    /// <param name="opened">Takes what must be released when this does not end with a model.</param>
    /// <param name="file">Is told which file is being read.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public async Task<LoadOutcome> LoadAsync(
        ModelPackage package,
        AspectManifest manifest,
        DirectoryPackageFiles files,
        List<IDisposable> opened,
        Action<string> file,
        CancellationToken cancellationToken)
    {
        file(AspectManifest.EncoderFile);
        var (encoder, report) = sessions.Open(files.PathOf(AspectManifest.EncoderFile));
        opened.Add(encoder);
        file(AspectManifest.ReadoutFile);
        var (readout, _) = sessions.Open(files.PathOf(AspectManifest.ReadoutFile));
        opened.Add(readout);
        if (AspectGraphRules.Check(encoder, readout, manifest) is { } misfit)
        {
            return new LoadOutcome(misfit);
        }

        var pass = new OnnxAspectPass(
            encoder, readout, manifest, gate, BatchingRules.Of(options), time, BatchMeter.Of(instruments, $"{manifest.Name}/{manifest.Version}"));
        opened.Insert(0, pass);
        var text = new TextEncoder(package.Vocabulary, manifest.Tokenizer.MaxTokens);
        var forward = new AspectForward(pass);
        if ((await GoldenCheck.RunAsync(package, text, forward, cancellationToken).ConfigureAwait(false)
            ?? await GoldenTagsCheck.RunAsync(package, text, pass, cancellationToken).ConfigureAwait(false)) is { } refusal)
        {
            return new LoadOutcome(refusal);
        }

        opened.Clear();
        return new LoadOutcome(PackageLoader.Describe(package, text, forward, report, time.GetUtcNow()) with { Aspects = pass }, pass);
    }
}
