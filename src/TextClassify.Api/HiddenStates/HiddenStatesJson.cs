namespace TextClassify.Api.HiddenStates;

/// <summary>Answers of /hidden-states: camelCase, nulls left out, generated at build time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HiddenStatesResponse))]
internal sealed partial class HiddenStatesJson : JsonSerializerContext;
