using System.Text.Json.Serialization;

namespace TextClassify.HiddenStates.Maps;

/// <summary>How a map's head is written and read: camelCase, strict.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    NumberHandling = JsonNumberHandling.Strict,
    PropertyNameCaseInsensitive = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(MapHeader))]
internal sealed partial class MapJson : JsonSerializerContext;
