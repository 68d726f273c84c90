using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace TextClassify.Training.Loops;

/// <summary>Runs of a comparison side by side, and what their folders are called.</summary>
internal static class RunQueue
{
    /// <summary>Trains each run on a thread of its own.</summary>
    /// <param name="runs">In the order in which they begin.</param>
    /// <param name="parallel">Runs at a time.</param>
    /// <param name="train">Trains one to its end; what it throws ends the others, and is thrown as it is.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static void Train<TRun>(IEnumerable<TRun> runs, int parallel, Action<TRun> train, CancellationToken cancellationToken)
    {
        // Unbuffered, so that the queue's order is kept.
        var queue = Partitioner.Create(runs, EnumerablePartitionerOptions.NoBuffering);
        try
        {
            Parallel.ForEach(
                queue, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken }, train);
        }
        catch (AggregateException failures)
        {
            // One run's failure as it would be alone, for whoever prints its sentence.
            ExceptionDispatchInfo.Throw(failures.Flatten().InnerExceptions[0]);
        }
    }

    /// <summary>The run of a net or row and a seed, in a folder named after both: letters, digits, dots and single dashes.</summary>
    public static RunFolder FolderOf(string folder, string name, int seed) => new(Path.Combine(
        folder, FormattableString.Invariant($"{Slug(name)}-{seed}")));

    public static string Slug(string name) => string.Join('-', string
        .Concat(name.ToLowerInvariant().Select(character => char.IsAsciiLetterOrDigit(character) || character == '.' ? character : ' '))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
