using System.Text.Json.Serialization;

namespace TextClassify.Api.Contracts;

/// <summary>How every answer is written: camelCase, nulls left out, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClassifyResponse))]
[JsonSerializable(typeof(CorpusPage))]
[JsonSerializable(typeof(ExplainResponse))]
[JsonSerializable(typeof(ExplainEvent))]
[JsonSerializable(typeof(ExplainResult))]
[JsonSerializable(typeof(ExplainerList))]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(HiddenStatesResponse))]
[JsonSerializable(typeof(MapDescription))]
[JsonSerializable(typeof(MapList))]
[JsonSerializable(typeof(ModelDescription))]
[JsonSerializable(typeof(ModelList))]
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(ServiceIndex))]
[JsonSerializable(typeof(ItemError))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(int[]))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(StateSearchResponse))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<IReadOnlyList<string>>))]
[JsonSerializable(typeof(StreamFailure))]
[JsonSerializable(typeof(StreamHead))]
[JsonSerializable(typeof(StreamTail))]
internal sealed partial class WireJson : JsonSerializerContext;
