using System.ComponentModel.DataAnnotations;

namespace TextClassify.Api.Probes;

/// <summary>How the service convinces itself that it answers rightly.</summary>
internal sealed class HealthOptions
{
    public const string SectionName = "Health";

    /// <summary>Time between two rounds of golden texts.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "01:00:00")]
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Age at which a right answer proves nothing any more.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "1.00:00:00")]
    public TimeSpan ProbeMaxAge { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Time for one model's golden text.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(10);
}

[OptionsValidator]
internal sealed partial class HealthOptionsValidator : IValidateOptions<HealthOptions>;
