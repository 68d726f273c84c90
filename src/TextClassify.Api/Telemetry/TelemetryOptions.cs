namespace TextClassify.Api.Telemetry;

/// <summary>Where figures and traces are sent, besides <c>/metrics</c>.</summary>
internal sealed class TelemetryOptions
{
    public const string SectionName = "Telemetry";

    /// <summary>
    /// Base address of an OpenTelemetry collector that takes OTLP over HTTP, such as <c>http://collector:4318</c>; none by default.
    /// </summary>
    public string OtlpEndpoint { get; set; } = "";
}

internal sealed class TelemetryOptionsRules : IValidateOptions<TelemetryOptions>
{
    public ValidateOptionsResult Validate(string? name, TelemetryOptions options) =>
        options.OtlpEndpoint.Length == 0
            || (Uri.TryCreate(options.OtlpEndpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Telemetry:OtlpEndpoint is '{options.OtlpEndpoint}', which is not an address such as http://collector:4318.");
}
