using TextClassify.Forward;
using TextClassify.Inference.Batching;
using TextClassify.Inference.Sessions;
using TextClassify.Inference.Settings;
using TextClassify.Inference.Slots;
using TextClassify.Training.Nets;

namespace TextClassify.Benchmarks.Forward;

/// <summary>The forward graph as the service runs it, its padding and cutting included, with the batch in one run.</summary>
internal sealed class OnnxRunner : IDisposable
{
    private readonly RunSlots _gate;
    private readonly OnnxForwardPass _pass;
    private readonly IForwardPass _forward;

    public OnnxRunner(string folder, CrnnOptions options, int threads)
    {
        var inference = new InferenceOptions
        {
            ExecutionProvider = ExecutionProvider.Cpu,
            IntraOpThreads = threads,
            MaxBatchTokens = 1_000_000,
            MaxBulkBatchTokens = 1_000_000,
        };
        var (session, _) = new SessionFactory(inference).Open(SampleNet.GraphIn(folder));
        _gate = RunSlots.Create(inference);
        var shape = new ForwardShape(SampleNet.Classes, options.Aspects, options.StateWidth, options.WordWidth);
        _pass = new OnnxForwardPass(session, shape, _gate, BatchingRules.Of(inference), TimeProvider.System);
        _forward = _pass.Under(new ForwardTerms(ForwardLane.Interactive));
    }

    /// <summary>Logits of each row.</summary>
    public float[][] Run(IReadOnlyList<ReadOnlyMemory<int>> rows)
    {
        // The gate is free, so the call completes on this thread.
        var batch = _forward.RunAsync(rows, ForwardOutputs.Logits, CancellationToken.None).GetAwaiter().GetResult();

        return [.. batch.Results.Select(result => result.Logits)];
    }

    public void Dispose()
    {
        _pass.Dispose();
        _gate.Dispose();
    }
}
