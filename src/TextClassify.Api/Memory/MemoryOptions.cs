using System.ComponentModel.DataAnnotations;

namespace TextClassify.Api.Memory;

/// <summary>What is kept of the answers of <c>/classify</c>.</summary>
internal sealed class MemoryOptions
{
    public const string SectionName = "Memory";

    /// <summary>How much is kept. Each level holds what those before it hold.</summary>
    [EnumDataType(typeof(MemoryLevel))]
    public MemoryLevel Level { get; set; } = MemoryLevel.Aggregates;

    /// <summary>A folder for this process alone; <c>data</c> beside the program where it is empty.</summary>
    public string Directory { get; set; } = "";

    /// <summary>How to connect to the PostgreSQL database that replicas share; where it is empty, all is in the folder.</summary>
    public string Database { get; set; } = "";

    /// <summary>How long predictions are kept.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Time after which what was committed becomes a file.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00")]
    public TimeSpan SealInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Time for one question.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan QueryTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time until an export begins to be sent.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00")]
    public TimeSpan ExportTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Time between two looks for drift of the models that answer; 0 never looks.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan WatchInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Predictions a look is about: those since so long ago.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan WatchWindow { get; set; } = TimeSpan.FromDays(1);

    /// <summary>False alarms of drift that a month of looks may give, for each model.</summary>
    [Range(0.001, 1_000)]
    public double AlarmsPerMonth { get; set; } = 1;
}

/// <summary>How much is kept of an answer.</summary>
internal enum MemoryLevel
{
    /// <summary>Nothing.</summary>
    Off,

    /// <summary>Labels, scores and counts, and a keyed hash of the text; no word of it.</summary>
    Aggregates,

    /// <summary>Each token's share too: with them the words of the vocabulary, in their order.</summary>
    Evidence,

    /// <summary>The texts too.</summary>
    Text,
}

[OptionsValidator]
internal sealed partial class MemoryOptionsValidator : IValidateOptions<MemoryOptions>;
