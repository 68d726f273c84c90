using System.Text.Json.Serialization;

namespace TextClassify.Client.Contracts;

/// <summary>Nulls are left out of requests; what an answer has more than these types is passed over, so that a newer service can be
/// asked.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClassifyRequest))]
[JsonSerializable(typeof(ClassifyResponse))]
[JsonSerializable(typeof(ErasuresResponse))]
[JsonSerializable(typeof(ErasureRequest))]
[JsonSerializable(typeof(ExplainRequest))]
[JsonSerializable(typeof(ExplainResponse))]
[JsonSerializable(typeof(GenerateRequest))]
[JsonSerializable(typeof(GenerateResponse))]
[JsonSerializable(typeof(HiddenStatesRequest))]
[JsonSerializable(typeof(HiddenStatesResponse))]
[JsonSerializable(typeof(LoadRequest))]
[JsonSerializable(typeof(ScoreRequest))]
[JsonSerializable(typeof(ScoreResponse))]
[JsonSerializable(typeof(ServiceProblem))]
[JsonSerializable(typeof(TrafficDescription))]
[JsonSerializable(typeof(TrafficRequest))]
[JsonSerializable(typeof(TranslateRequest))]
[JsonSerializable(typeof(TranslateResponse))]
[JsonSerializable(typeof(TrainingStatus))]
[JsonSerializable(typeof(TrainingList))]
[JsonSerializable(typeof(VersionDiffResponse))]
internal sealed partial class ClientJson : JsonSerializerContext;
