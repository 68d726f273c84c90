using System.ComponentModel.DataAnnotations;

namespace TextClassify.Api.Settings;

/// <summary>How the host behaves around its requests.</summary>
internal sealed class ApiOptions
{
    public const string SectionName = "Api";

    /// <summary>
    /// Auto writes text to a terminal or in Development, and compact JSON elsewhere; None leaves the log to the sinks of the Serilog
    /// section.
    /// </summary>
    [EnumDataType(typeof(LogFormat))]
    public LogFormat LogFormat { get; set; } = LogFormat.Auto;

    /// <summary>The path under which a proxy shows the service, such as /text, left on the request or taken off it.</summary>
    [RegularExpression("(/[A-Za-z0-9._~-]+)*/?", ErrorMessage = "Api:PathBase must be empty or a path such as /text.")]
    public string PathBase { get; set; } = "";

    /// <summary>Time in which the service goes on serving after it was told to stop and its readiness turned false.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan DrainDelay { get; set; } = TimeSpan.Zero;

    /// <summary>Time for running requests to finish once no new connections are taken.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether requests with <c>abstain</c> get no label for a text in another language than the package's.</summary>
    public bool DetectLanguage { get; set; }
}

internal enum LogFormat
{
    Auto,
    Text,
    Json,
    None,
}

[OptionsValidator]
internal sealed partial class ApiOptionsValidator : IValidateOptions<ApiOptions>;
