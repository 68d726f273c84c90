using TextClassify.Api.Contracts;

namespace TextClassify.Api.OpenInference;

/// <summary>An infer request as the service reads it.</summary>
/// <param name="Id">To be sent back.</param>
/// <param name="Texts">A list whatever its length.</param>
/// <param name="Outputs">The outputs wanted, in their order.</param>
/// <param name="Timeout">The caller's deadline, from now; null for none.</param>
internal sealed record InferQuery(string? Id, InputList Texts, IReadOnlyList<string> Outputs, TimeSpan? Timeout);
