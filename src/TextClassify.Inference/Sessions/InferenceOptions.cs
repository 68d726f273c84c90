using System.ComponentModel.DataAnnotations;

namespace TextClassify.Inference.Sessions;

/// <summary>How models are run. Section <c>Inference</c>.</summary>
public sealed class InferenceOptions
{
    public const string SectionName = "Inference";

    /// <summary>Where to run.</summary>
    [EnumDataType(typeof(ExecutionProvider))]
    public ExecutionProvider ExecutionProvider { get; set; } = ExecutionProvider.Auto;

    /// <summary>Runs at the same time, over all models; 0 takes one a core.</summary>
    [Range(0, 1_024)]
    public int MaxConcurrentRuns { get; set; }

    /// <summary>Calls that may wait for a run; the next one is refused.</summary>
    [Range(1, 100_000)]
    public int QueueCapacity { get; set; } = 512;

    /// <summary>Most tokens of one run, padding included; a longer text runs alone.</summary>
    [Range(1, 1_000_000)]
    public int MaxBatchTokens { get; set; } = 4_096;

    /// <summary>Threads inside one run. 1 leaves the cores to concurrent runs.</summary>
    [Range(1, 256)]
    public int IntraOpThreads { get; set; } = 1;
}
