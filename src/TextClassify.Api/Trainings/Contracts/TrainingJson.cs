namespace TextClassify.Api.Trainings.Contracts;

/// <summary>Trainings, on the wire and in their folders: camelCase, nulls left out, generated at build time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TrainingStatus))]
[JsonSerializable(typeof(TrainingLine))]
[JsonSerializable(typeof(TrainingList))]
internal sealed partial class TrainingJson : JsonSerializerContext;
