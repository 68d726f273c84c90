namespace TextClassify.Api.HiddenStates.Search;

/// <summary>Answers of the search among states: camelCase, nulls left out, generated at build time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StateSearchResponse))]
internal sealed partial class StateSearchJson : JsonSerializerContext;
