using TextClassify.Explain;
using TextClassify.Explain.Parameters;

namespace TextClassify.Api.Explain.Planning;

/// <summary>A method the model can do, with its checked parameters.</summary>
/// <param name="Explainer">The method.</param>
/// <param name="Parameters">With their defaults.</param>
/// <param name="Where">The place of its parameters in the request.</param>
internal sealed record MethodPlan(IExplainer Explainer, ParameterValues Parameters, string Where)
{
    public MethodUse Use => new(Explainer.Info.Name, Parameters.All);
}
