namespace TextClassify.Api.Explain.Planning;

/// <summary>Parameters that come from a query are read as if they had come in a body.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class ParameterJson : JsonSerializerContext;
