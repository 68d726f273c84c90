namespace TextClassify.Api.OpenInference;

/// <summary>An infer request as the service reads it.</summary>
/// <param name="Id">To be sent back.</param>
/// <param name="Texts">A list whatever its length.</param>
/// <param name="Outputs">The outputs wanted, in their order.</param>
/// <param name="Timeout">The caller's deadline, from the reading of the request; null for none.</param>
internal sealed record InferQuery(string? Id, InputList Texts, IReadOnlyList<InferChoice> Outputs, TimeSpan? Timeout)
{
    public bool AsksForEvidence => Outputs.Any(output => output.Name == Tensors.Evidence);
}

/// <summary>An output that is wanted, and how.</summary>
/// <param name="Name">Of a tensor.</param>
/// <param name="Classes">How many of the likeliest labels stand in its place; 0 for the tensor itself.</param>
/// <param name="Binary">Whether its bytes follow the JSON.</param>
internal sealed record InferChoice(string Name, int Classes, bool Binary);
