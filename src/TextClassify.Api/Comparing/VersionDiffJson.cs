namespace TextClassify.Api.Comparing;

/// <summary>Comparisons: camelCase, nulls left out, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(VersionDiffResponse))]
internal sealed partial class VersionDiffJson : JsonSerializerContext;
