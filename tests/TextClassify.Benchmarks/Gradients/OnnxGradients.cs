using TextClassify.Benchmarks.Forward;
using TextClassify.Forward;
using TextClassify.Inference.Sessions;
using TextClassify.Inference.Settings;
using TextClassify.Inference.Slots;
using TextClassify.Models;
using TextClassify.Training.Nets;

namespace TextClassify.Benchmarks.Gradients;

/// <summary>The backward graph as the service runs it: points in, gradients out, all points in one run.</summary>
internal sealed class OnnxGradients : IDisposable
{
    private readonly RunSlots _gate;
    private readonly OnnxGradientPass _pass;

    public OnnxGradients(string folder, CrnnOptions options, int threads)
    {
        var inference = new InferenceOptions { ExecutionProvider = ExecutionProvider.Cpu, IntraOpThreads = threads };
        var (session, _) = new SessionFactory(inference).Open(Path.Combine(folder, ModelManifest.ExplainFile));
        _gate = RunSlots.Create(inference);
        using var table = File.OpenRead(Path.Combine(folder, ModelManifest.EmbeddingFile));
        _pass = new OnnxGradientPass(
            session,
            EmbeddingRows.Read(table, new(SampleNet.Vocabulary, options.EmbeddingWidth)),
            SampleNet.Classes,
            _gate,
            TimeProvider.System);
    }

    /// <summary>d (sum_c w_c z_c) / d embedding at every point, [points,T,D].</summary>
    public void Run(GradientPoints points, float[] gradients) => _pass.RunAsync(
        points.Embeddings,
        points.Tokens,
        points.Targets,
        new float[points.Targets.Length],
        gradients,
        CancellationToken.None).GetAwaiter().GetResult();

    public void Dispose()
    {
        _pass.Dispose();
        _gate.Dispose();
    }
}
