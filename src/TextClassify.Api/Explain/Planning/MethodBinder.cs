using TextClassify.Explain;
using TextClassify.Explain.Catalog;

namespace TextClassify.Api.Explain.Planning;

/// <summary>
/// Finds the methods of a request and checks them against the model, their parameters and what the request asks of the labels.
/// </summary>
internal sealed class MethodBinder(ExplainRequest request, ExplainedModel model, ExplainerCatalog catalog)
{
    private const string Output = "output";
    private const string Logit = "logit";

    public Outcome<List<MethodPlan>> Bind()
    {
        if (request.Methods is null)
        {
            var method = new MethodRequest(request.Method ?? model.DefaultMethod, request.Parameters);
            return Bind(method, "method", "parameters").Fails(out var problem, out var single) ? problem : new List<MethodPlan> { single };
        }

        var plans = new List<MethodPlan>(request.Methods.Count);
        for (int i = 0; i < request.Methods.Count; i++)
        {
            var method = request.Methods[i];
            if (request.Methods.Take(i).Any(earlier => IsSame(earlier, method)))
            {
                continue;
            }

            string where = $"methods[{i}]";
            if (Bind(method, where, where + ".parameters").Fails(out var problem, out var plan))
            {
                return problem;
            }

            plans.Add(plan);
        }

        return plans;
    }

    /// <summary>A method that stands twice with the same parameters is run once; with others it is another question.</summary>
    private static bool IsSame(MethodRequest one, MethodRequest other)
    {
        var (left, right) = (one.Parameters, other.Parameters);
        return one.Name == other.Name
            && (left?.Count ?? 0) == (right?.Count ?? 0)
            && (left is null
                || right is null
                || left.All(pair => right.TryGetValue(pair.Key, out var value) && JsonElement.DeepEquals(pair.Value, value)));
    }

    private Outcome<MethodPlan> Bind(MethodRequest method, string where, string parametersWhere)
    {
        if (catalog.Find(method.Name) is not { } known)
        {
            return Refuse(ProblemTypes.UnknownMethod, where, $"{Quoted.Name(method.Name)} is not a method; there are {Names(catalog)}.");
        }

        if (model.Explainers.Find(method.Name) is not { } explainer)
        {
            return Refuse(
                ProblemTypes.MethodNotSupported,
                where,
                $"{method.Name} needs {string.Join(" or ", known.Info.Needs)}, which the model {model.Reference.Name} does not give; it "
                    + $"can do {Names(model.Explainers)}.");
        }

        if (Misfit(explainer.Info) is { } misfit)
        {
            return misfit;
        }

        var given = method.Parameters ?? new Dictionary<string, JsonElement>();
        if ((request.Output ?? (given.ContainsKey(Output) ? null : model.DefaultOutput)) is { } output)
        {
            if (WithOutput(output, explainer.Info, given, parametersWhere).Fails(out var refused, out var merged))
            {
                return refused;
            }

            given = merged;
        }

        var binding = explainer.Bind(given, model.Shape);
        if (binding.Fault is not { } fault)
        {
            return new MethodPlan(explainer, binding.Values!, parametersWhere);
        }

        bool exists = explainer.Info.Parameters.Any(parameter => parameter.Name == fault.Parameter);
        return Refuse(
            exists ? ProblemTypes.OutOfRange : ProblemTypes.UnknownParameter,
            fault.Parameter == Output && request.Output is not null
                ? Output
                : $"{parametersWhere}.{Quoted.Name(fault.Parameter).Trim('\'')}",
            fault.Message);
    }

    /// <summary>What the method does not go with.</summary>
    private Problem? Misfit(ExplainerInfo info)
    {
        bool asked = request.Contrast is not null || request.Targets is not null;
        string what = request.Contrast is not null ? "contrast" : "targets";
        if (info.EditsText && request.Metrics is not null)
        {
            return NotSupported("metrics", $"{info.Name} gives another text and no ranking of tokens that a metric could measure.");
        }

        return !asked ? null
            : !info.NeedsTarget ? NotSupported(what, $"{info.Name} gives the same scores for every label, so it takes no {what}.")
            : info.EditsText ? NotSupported(what, $"{info.Name} goes from the prediction to one target, so it takes no {what}.")
            : null;
    }

    /// <summary>The request's output among the method's own parameters.</summary>
    private Outcome<IReadOnlyDictionary<string, JsonElement>> WithOutput(
        string output, ExplainerInfo info, IReadOnlyDictionary<string, JsonElement> given, string where)
    {
        if (given.ContainsKey(Output))
        {
            return new Problem(
                ProblemTypes.DuplicateProperty, "The output stands beside the method and among its parameters; send it once.")
            {
                Where = $"{where}.{Output}",
            };
        }

        if (info.Parameters.All(parameter => parameter.Name != Output))
        {
            string able = string.Join(", ", model.Explainers.All.Where(
                other => other.Info.Parameters.Any(parameter => parameter.Name == Output))
                .Select(other => other.Info.Name));
            return output == Logit || request.Output is null
                ? Outcome.Of(given)
                : NotSupported(Output, $"{info.Name} explains the {Logit} only; other outputs are explained by {able}.");
        }

        return Outcome.Of<IReadOnlyDictionary<string, JsonElement>>(new Dictionary<string, JsonElement>(given, StringComparer.Ordinal)
        {
            [Output] = JsonSerializer.SerializeToElement(output, ParameterJson.Default.String),
        });
    }

    private static string Names(ExplainerCatalog catalog) => string.Join(", ", catalog.All.Select(explainer => explainer.Info.Name));

    private static Problem NotSupported(string where, string detail) => new(ProblemTypes.MethodNotSupported, detail) { Where = where };

    private static Problem Refuse(ProblemType type, string where, string detail) =>
        new(type, detail) { Where = where };
}
