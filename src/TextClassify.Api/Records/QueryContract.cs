namespace TextClassify.Api.Records;

/// <summary>Says which contract a route reads its query by, for the OpenAPI document.</summary>
internal sealed record QueryContract(Type Contract);
