using System.Text.Json;
using TextClassify.Api.Problems;
using TextClassify.Explain;
using TextClassify.Explain.Parameters;
using TextClassify.Inference.Registry;
using ExplainRequest = TextClassify.Api.Contracts.ExplainRequest;

namespace TextClassify.Api.Scoring;

/// <summary>What an explain request asks for, checked against the method and the model.</summary>
internal sealed record ExplainPlan(IExplainer Explainer, ParameterValues Parameters, int? Target, int? Foil)
{
    public const string DefaultMethod = "evidence";

    public static (ExplainPlan? Plan, Problem? Problem) Of(ExplainRequest request, LoadedModel model, ExplainerCatalog catalog)
    {
        string method = request.Method ?? DefaultMethod;
        if (catalog.Find(method) is not { } known)
        {
            string names = string.Join(", ", catalog.All.Select(explainer => explainer.Info.Name));
            return Refuse(ProblemTypes.UnknownMethod, "method", $"{Quoted.Name(method)} is not a method; there are {names}.");
        }

        if (model.Explainers.Find(method) is not { } explainer)
        {
            return Refuse(
                ProblemTypes.MethodNotSupported, "method", $"{method} needs {known.Info.Capability}, which the model {model.Manifest.Name} does not give.");
        }

        if (request.Contrast is not null && !explainer.Info.NeedsTarget)
        {
            return Refuse(ProblemTypes.MethodNotSupported, "contrast", $"{method} gives the same scores for every label, so it takes no contrast.");
        }

        if (request.Contrast is not null && explainer.Info.EditsText)
        {
            return Refuse(ProblemTypes.MethodNotSupported, "contrast", $"{method} goes from the prediction to a target, so it takes no contrast.");
        }

        var binding = explainer.Bind(request.Parameters ?? new Dictionary<string, JsonElement>(), model.Forward.Shape);
        if (binding.Fault is { } fault)
        {
            bool exists = explainer.Info.Parameters.Any(parameter => parameter.Name == fault.Parameter);
            return Refuse(
                exists ? ProblemTypes.OutOfRange : ProblemTypes.UnknownParameter, $"parameters.{Quoted.Name(fault.Parameter).Trim('\'')}", fault.Message);
        }

        return WithLabels(new ExplainPlan(explainer, binding.Values!, null, null), request, model);
    }

    private static (ExplainPlan? Plan, Problem? Problem) WithLabels(ExplainPlan plan, ExplainRequest request, LoadedModel model)
    {
        if (request.Contrast is { } contrast)
        {
            if (contrast.Target == contrast.Foil)
            {
                return Refuse(ProblemTypes.OutOfRange, "contrast.foil", "The foil must be another label than the target.");
            }

            int target = IndexOf(model, contrast.Target);
            int foil = IndexOf(model, contrast.Foil);
            return target < 0 ? UnknownLabel(model, "contrast.target", contrast.Target)
                : foil < 0 ? UnknownLabel(model, "contrast.foil", contrast.Foil)
                : (plan with { Target = target, Foil = foil }, null);
        }

        if (request.Target is null)
        {
            return (plan, null);
        }

        int index = IndexOf(model, request.Target);
        return index < 0 ? UnknownLabel(model, "target", request.Target) : (plan with { Target = index }, null);
    }

    private static int IndexOf(LoadedModel model, string label)
    {
        var labels = model.Manifest.Labels;
        for (int i = 0; i < labels.Count; i++)
        {
            if (labels[i] == label)
            {
                return i;
            }
        }

        return -1;
    }

    private static (ExplainPlan? Plan, Problem? Problem) UnknownLabel(LoadedModel model, string where, string given) => Refuse(
        ProblemTypes.UnknownLabel, where, $"{Quoted.Name(given)} is not a label; there are {string.Join(", ", model.Manifest.Labels)}.");

    private static (ExplainPlan? Plan, Problem? Problem) Refuse(ProblemType type, string where, string detail) =>
        (null, new Problem(type, detail) { Where = where });
}
