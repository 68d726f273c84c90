namespace TextClassify.Api.Health;

/// <param name="Status">ok or unavailable.</param>
/// <param name="Detail">Why it is unavailable.</param>
/// <param name="Models">Models that serve, as name/version.</param>
/// <param name="Refused">Packages that were refused, with the reason.</param>
/// <param name="Suspended">
/// Canaries that take no traffic until they answer their golden texts, with the reason; they leave the service ready.
/// </param>
internal sealed record HealthReport(
    string Status, string? Detail, IReadOnlyList<string>? Models, IReadOnlyList<string>? Refused, IReadOnlyList<string>? Suspended);
