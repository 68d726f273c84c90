using System.ComponentModel.DataAnnotations;

namespace TextClassify.Api.Trainings;

/// <summary>Whether callers may train on files they send, and within what.</summary>
internal sealed class TrainingOptions
{
    public const string SectionName = "Training";

    public bool Enabled { get; set; }

    /// <summary>
    /// The training program, a .dll or an executable; where it is empty, TextClassify.Training is looked for beside the service and in the
    /// artifacts of the repository around it.
    /// </summary>
    public string Program { get; set; } = "";

    /// <summary>A folder for the runs, for this process alone; <c>trainings</c> beside the program where it is empty.</summary>
    public string Directory { get; set; } = "";

    /// <summary>Largest file of rows.</summary>
    [Range(1_024L, 1L << 34)]
    public long MaxBytes { get; set; } = 100L * 1024 * 1024;

    /// <summary>Runs at the same time; each takes a core and up to 1.5 GB.</summary>
    [Range(1, 64)]
    public int MaxConcurrent { get; set; } = 1;

    /// <summary>Runs that may wait for their turn.</summary>
    [Range(0, 1_000)]
    public int MaxQueued { get; set; } = 4;

    /// <summary>Runs that are remembered with what they left; the oldest goes for a new one.</summary>
    [Range(1, 10_000)]
    public int MaxRuns { get; set; } = 50;

    /// <summary>Time for one run; past it the run is ended.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromHours(1);

    internal string Folder => Path.GetFullPath(Directory.Length > 0 ? Directory : Path.Combine(AppContext.BaseDirectory, "trainings"));
}

[OptionsValidator]
internal sealed partial class TrainingOptionsValidator : IValidateOptions<TrainingOptions>;
