using System.Text.Json.Serialization;
using TextClassify.Api.OpenInference;

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
[JsonSerializable(typeof(GenerateEvent))]
[JsonSerializable(typeof(GenerateResponse))]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(HiddenStatesResponse))]
[JsonSerializable(typeof(LanguageModelDescription))]
[JsonSerializable(typeof(MapDescription))]
[JsonSerializable(typeof(MapList))]
[JsonSerializable(typeof(InferError))]
[JsonSerializable(typeof(InferModelMetadata))]
[JsonSerializable(typeof(InferModelReady))]
[JsonSerializable(typeof(InferResponse))]
[JsonSerializable(typeof(InferServerLive))]
[JsonSerializable(typeof(InferServerMetadata))]
[JsonSerializable(typeof(InferServerReady))]
[JsonSerializable(typeof(ModelDescription))]
[JsonSerializable(typeof(ModelList))]
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(ScoreResponse))]
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
[JsonSerializable(typeof(TrafficDescription))]
internal sealed partial class WireJson : JsonSerializerContext;
