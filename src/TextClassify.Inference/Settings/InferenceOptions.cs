using System.ComponentModel.DataAnnotations;

namespace TextClassify.Inference.Settings;

/// <summary>How models are run. Section <c>Inference</c>.</summary>
public sealed class InferenceOptions
{
    public const string SectionName = "Inference";

    /// <summary>As much as the other has: for a program that serves nobody beside what it runs.</summary>
    public const double EvenShare = 0.5;

    /// <summary>Where to run.</summary>
    [EnumDataType(typeof(ExecutionProvider))]
    public ExecutionProvider ExecutionProvider { get; set; } = ExecutionProvider.Auto;

    /// <summary>Runs at the same time in each lane, over all models; 0 takes one a core.</summary>
    [Range(0, 1_024)]
    public int MaxConcurrentRuns { get; set; }

    /// <summary>Calls that may wait for a run; the next one is refused.</summary>
    [Range(1, 100_000)]
    public int QueueCapacity { get; set; } = 512;

    /// <summary>Most tokens of one run, padding included; a longer text runs alone.</summary>
    [Range(1, 1_000_000)]
    public int MaxBatchTokens { get; set; } = 4_096;

    /// <summary>Most tokens of one run for an explanation or a stream, padding included.</summary>
    [Range(1, 1_000_000)]
    public int MaxBulkBatchTokens { get; set; } = 1_024;

    /// <summary>Most rows of one run.</summary>
    [Range(1, 65_536)]
    public int MaxBatchRows { get; set; } = 256;

    /// <summary>Padded tokens over real ones in one run; a run of a few tokens may hold <see cref="RunCostTokens"/> more.</summary>
    [Range(1.0, 100.0)]
    public double MaxPaddingRatio { get; set; } = 1.25;

    /// <summary>
    /// What a run takes beside its tokens, in tokens: rows join a run while that makes a token cheaper. 24 is measured on a CPU
    /// (docs/decisions.md); on a GPU a run costs more, how much is not measured.
    /// </summary>
    [Range(0, 1_000_000)]
    public int RunCostTokens { get; set; } = 24;

    /// <summary>
    /// Share of a core that a run of explanations and streams gets while an interactive one wants it; on Linux only, elsewhere it gets what
    /// is left.
    /// </summary>
    [Range(0.01, EvenShare)]
    public double BulkShare { get; set; } = 0.1;

    /// <summary>Longest wait of an interactive call for its turn; one that would wait longer is refused, one that has is stopped.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan MaxQueueTime { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest time of one run; a graph that goes on is ended.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan RunTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Threads inside one run. 1 leaves the cores to concurrent runs.</summary>
    [Range(1, 256)]
    public int IntraOpThreads { get; set; } = 1;

    /// <summary><see cref="MaxConcurrentRuns"/>, or what 0 comes to on this machine.</summary>
    public int EffectiveConcurrentRuns => MaxConcurrentRuns == 0 ? Environment.ProcessorCount : MaxConcurrentRuns;
}
