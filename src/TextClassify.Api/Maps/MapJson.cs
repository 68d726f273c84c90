namespace TextClassify.Api.Maps;

/// <summary>Maps and their corpus: camelCase, nulls left out, generated at build time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CorpusPage))]
[JsonSerializable(typeof(MapDescription))]
[JsonSerializable(typeof(MapList))]
internal sealed partial class MapJson : JsonSerializerContext;
