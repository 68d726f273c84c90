using System.Collections.Concurrent;
using TextClassify.Forward;
using TextClassify.Inference.Batching;
using TextClassify.Inference.Slots;

namespace TextClassify.Infrastructure;

/// <summary>The hand-made model behind the queue that serves real ones, with one slot that tests may take.</summary>
internal sealed class QueuedForward : IForwardPass, IDisposable
{
    private readonly AdditiveForward _inner = PolarityModel.Forward();
    private readonly Batcher _batcher;

    public QueuedForward()
    {
        var limits = new BatchLimits(MaxTokens: 1_000, MaxRows: 64, MaxPaddingRatio: 1.25, RunCost: 24);
        var rules = new BatchingRules(limits, limits, QueueCapacity: 100, TimeSpan.FromMinutes(1));
        _inner.Before = token => RunTime == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(RunTime, token);
        _batcher = new Batcher(new Runner(this), Gate, rules, TimeProvider.System, BatchMeter.None);
    }

    public RunSlots Gate { get; } = new(maxConcurrentRuns: 1, queueCapacity: 100);

    /// <summary>How long each run takes.</summary>
    public TimeSpan RunTime { get; set; }

    /// <summary>First tokens of the rows that were run.</summary>
    public ConcurrentQueue<int> Begun { get; } = [];

    public int Waiting => _batcher.Depth(ForwardLane.Interactive) + _batcher.Depth(ForwardLane.Bulk);

    public ForwardShape Shape => _inner.Shape;

    public ReadOnlyMemory<float> Bias => _inner.Bias;

    public Task<ForwardBatch> RunAsync(
        IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken) =>
        _batcher.RunAsync(rows, outputs, new ForwardTerms(ForwardLane.Bulk), cancellationToken);

    public IForwardPass Under(ForwardTerms terms) => new Termed(this, terms);

    public void Dispose()
    {
        _batcher.Dispose();
        Gate.Dispose();
    }

    private sealed class Runner(QueuedForward owner) : IBlockRunner
    {
        public void Run(ReadOnlySpan<ReadOnlyMemory<int>> rows, int longest, ForwardOutputs outputs, Span<ForwardResult> results)
        {
            foreach (var row in rows)
            {
                owner.Begun.Enqueue(row.Span[0]);
            }

            owner._inner.RunAsync(rows.ToArray(), outputs, CancellationToken.None).GetAwaiter().GetResult().Results.CopyTo(results);
        }
    }

    private sealed class Termed(QueuedForward owner, ForwardTerms terms) : IForwardPass
    {
        public ForwardShape Shape => owner.Shape;

        public ReadOnlyMemory<float> Bias => owner.Bias;

        public IForwardPass Under(ForwardTerms other) => owner.Under(other);

        public Task<ForwardBatch> RunAsync(
            IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken) =>
            owner._batcher.RunAsync(rows, outputs, terms, cancellationToken);
    }
}
