using System.Text.Json;
using System.Text.Json.Serialization;

namespace TextClassify.Training.Data;

/// <summary>JSON that people write or that runs leave behind: what it says and nobody would read is an error.</summary>
internal static class StrictJson
{
    /// <summary>Indented.</summary>
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        AllowDuplicateProperties = false,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>On one line.</summary>
    public static readonly JsonSerializerOptions Compact = new(Options) { WriteIndented = false };
}
