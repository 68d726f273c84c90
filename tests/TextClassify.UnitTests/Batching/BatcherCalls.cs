using TextClassify.Forward;
using TextClassify.Inference.Batching;
using TextClassify.Inference.Slots;

namespace TextClassify.UnitTests.Batching;

/// <summary>What the tests of the batcher ask of it.</summary>
internal static class BatcherCalls
{
    public static readonly ForwardTerms Interactive = new(ForwardLane.Interactive);
    public static readonly ForwardTerms Bulk = new(ForwardLane.Bulk);

    public static ReadOnlyMemory<int> Row(int id, int length)
    {
        int[] row = new int[length];
        row[0] = id;
        return row;
    }

    public static BatchingRules Rules(int budget, TimeSpan? wait = null)
    {
        var limits = new BatchLimits(budget, MaxRows: 64, MaxPaddingRatio: 1.25, RunCost: 24);
        return new BatchingRules(limits, limits, QueueCapacity: 1_000, wait ?? TimeSpan.FromMinutes(1));
    }

    public static Batcher Batcher(
        IBlockRunner runner, RunSlots gate, BatchingRules rules, Func<bool>? othersWait = null, TimeProvider? time = null) =>
        new(runner, gate, rules, time ?? TimeProvider.System, BatchMeter.None, othersWait);
}
