using System.Diagnostics;
using System.Globalization;
using TextClassify.Benchmarks.Measuring;
using TextClassify.Forward;
using TextClassify.Inference.Batching;
using TextClassify.Inference.Sharing;

namespace TextClassify.Benchmarks.Load;

/// <summary>
/// A queue that is kept full, emptied by the service's choice of batches and by first come, first served, with the same budget on the same
/// graph by turns. This is saturation seen from behind the HTTP server.
/// </summary>
internal static class QueueComparison
{
    /// <summary>Texts that a full queue holds.</summary>
    public const int Full = 256;

    public static void AddTo(
        MarkdownTable table, string mix, IBlockRunner runner, IReadOnlyList<ReadOnlyMemory<int>> texts, BatchLimits limits, int rounds)
    {
        var (nearest, first) = (new Tally(), new Tally());
        for (int round = 0; round < rounds; round++)
        {
            Drain(texts, runner, nearest, ByLength(texts, limits, Full));
            Drain(texts, runner, first, ByArrival(texts, limits));
        }

        table.Add(
            mix,
            Text(nearest.Padded / (double)nearest.Real, "F3"),
            Text(first.Padded / (double)first.Real, "F3"),
            Text(nearest.TextsASecond, "F0"),
            Text(first.TextsASecond, "F0"),
            Text(nearest.TextsASecond / first.TextsASecond, "F2") + "x");
    }

    /// <summary>Time of the forward graph a text, in batches of the service's choice from so many that wait.</summary>
    public static double SecondsAText(
        IBlockRunner runner, IReadOnlyList<ReadOnlyMemory<int>> texts, BatchLimits limits, int waiting, int rounds)
    {
        var tally = new Tally();
        for (int round = 0; round < rounds; round++)
        {
            Drain(texts, runner, tally, ByLength(texts, limits, waiting));
        }

        return 1 / tally.TextsASecond;
    }

    private static void Drain(
        IReadOnlyList<ReadOnlyMemory<int>> texts, IBlockRunner runner, Tally tally, IEnumerable<ReadOnlyMemory<int>[]> batches)
    {
        var results = new ForwardResult[texts.Count];
        long start = Stopwatch.GetTimestamp();
        foreach (var batch in batches)
        {
            int longest = batch.Max(row => row.Length);
            runner.Run(batch, longest, ForwardOutputs.Logits, results.AsSpan(0, batch.Length));
            tally.Real += batch.Sum(row => (long)row.Length);
            tally.Padded += (long)longest * batch.Length;
        }

        tally.Texts += texts.Count;
        tally.Time += Stopwatch.GetElapsedTime(start);
    }

    private static IEnumerable<ReadOnlyMemory<int>[]> ByLength(IReadOnlyList<ReadOnlyMemory<int>> texts, BatchLimits limits, int most)
    {
        var shares = new FairShares(ForwardLane.Interactive);
        var share = shares.Arrive();
        var lane = new LaneQueue(limits, shares);
        int next = 0, waiting = 0;
        while (next < texts.Count || waiting > 0)
        {
            for (; waiting < most && next < texts.Count; waiting++, next++)
            {
                lane.Add(new BatchCall([texts[next]], ForwardOutputs.Logits, default, 0, long.MaxValue, share), share);
            }

            var batch = lane.Take(brief: false, lead: TimeSpan.Zero)!;
            waiting -= batch.Length;
            yield return Array.ConvertAll(batch, row => row.Tokens);
        }
    }

    private static IEnumerable<ReadOnlyMemory<int>[]> ByArrival(IReadOnlyList<ReadOnlyMemory<int>> texts, BatchLimits limits)
    {
        for (int start = 0; start < texts.Count;)
        {
            int end = start, longest = 0;
            while (end < texts.Count
                && end - start < limits.MaxRows
                && Math.Max(longest, texts[end].Length) * (end - start + 1) <= limits.MaxTokens)
            {
                longest = Math.Max(longest, texts[end++].Length);
            }

            end = Math.Max(end, start + 1);
            yield return [.. texts.Skip(start).Take(end - start)];
            start = end;
        }
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private sealed class Tally
    {
        public long Real { get; set; }

        public long Padded { get; set; }

        public long Texts { get; set; }

        public TimeSpan Time { get; set; }

        public double TextsASecond => Texts / Time.TotalSeconds;
    }
}
