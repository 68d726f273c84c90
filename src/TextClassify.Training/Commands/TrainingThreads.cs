using System.CommandLine;

namespace TextClassify.Training.Commands;

/// <summary>
/// How many threads train. One by default: libtorch's threads wait for each other by spinning at every operation, so where another program
/// wants a core, two are many times slower than one (docs/decisions.md).
/// </summary>
internal static class TrainingThreads
{
    public static Option<int> Create() => NumberOption.Create(
        "--threads", "Threads; more help only on idle cores. The same seed gives the same weights only with the same number.", 1, 1, 256);
}
