namespace TextClassify.Api.Explain;

/// <summary>Explanations in the order of the inputs.</summary>
/// <param name="Model">The model that answers.</param>
/// <param name="Method">The method and its parameters; absent where several were asked for, which stand beside their explanations.</param>
/// <param name="Results">One an input.</param>
internal sealed record ExplainResponse(ModelReference Model, MethodUse? Method, IReadOnlyList<ExplainResult> Results);

/// <summary>One event of a progressive answer: the whole result as it is so far.</summary>
/// <param name="Final">True for the last event.</param>
/// <param name="Model">The model that answers.</param>
/// <param name="Method">The method and its parameters.</param>
/// <param name="Result">With its certificate.</param>
internal sealed record ExplainEvent(bool Final, ModelReference Model, MethodUse Method, ExplainResult Result);
