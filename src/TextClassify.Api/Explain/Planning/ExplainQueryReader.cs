using System.Globalization;

namespace TextClassify.Api.Explain.Planning;

/// <summary>What an NDJSON request to <c>/explain</c> says in its query, since its body holds texts only.</summary>
internal static class ExplainQueryReader
{
    /// <summary>A request without inputs. Names that are not the request's own are the method's parameters.</summary>
    public static Outcome<ExplainRequest> Read(IQueryCollection query, LimitsOptions limits)
    {
        var parameters = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        string? foil = null;
        string[]? methods = null;
        if (RequestQuery<ExplainRequest>.Read(query, limits, Other).Fails(out var problem, out var request))
        {
            return problem;
        }

        Problem? Other(string name, string value)
        {
            switch (name)
            {
                case "foil":
                    foil = value;
                    return null;
                case "methods":
                    methods = value.Split(',');
                    return Array.Exists(methods, method => method.Length == 0)
                        ? RequestQuery<ExplainRequest>.Refuse(
                            ProblemTypes.WrongType, name, "The value must be names with commas between them.")
                        : null;
                case var _ when parameters.Count == ParametersReader.MaxParameters * MethodsReader.MaxMethods:
                    return RequestQuery<ExplainRequest>.Refuse(
                        ProblemTypes.OutOfRange, name, $"A request takes at most {parameters.Count} parameters of methods.");
                default:
                    parameters.Add(name, Value(value));
                    return null;
            }
        }

        string? target = request.Target;
        if (request.Position is not null)
        {
            return Refuse(
                ProblemTypes.OutOfRange,
                "position",
                "A position belongs to one text, and a body of lines holds many; end each text where it is to be explained.");
        }

        if (foil is not null && target is null)
        {
            return Refuse(ProblemTypes.MissingProperty, "foil", "A foil needs a target to be held against.");
        }

        if (request.Targets is not null && target is not null)
        {
            return Refuse(ProblemTypes.WrongType, "targets", "All labels are explained; leave out the target and the foil.");
        }

        if (request.Removal is not null && request.Metrics is null)
        {
            return Refuse(ProblemTypes.WrongType, "removal", "A removal rule is for metrics; send metrics too.");
        }

        request = request with
        {
            Inputs = new InputList(Single: false, []),
            Target = foil is null ? target : null,
            Contrast = foil is null ? null : new LabelContrast(target!, foil),
        };
        return methods is null ? request with { Parameters = parameters } : SideBySide(request, methods, parameters);
    }

    /// <summary>Each parameter belongs to the method it begins with: <c>integrated_gradients.n_steps</c>.</summary>
    private static Outcome<ExplainRequest> SideBySide(
        ExplainRequest request, string[] methods, Dictionary<string, JsonElement> parameters)
    {
        if (request.Method is not null)
        {
            return Refuse(ProblemTypes.WrongType, "methods", "Send method or methods, not both.");
        }

        if (methods.Length > MethodsReader.MaxMethods)
        {
            return Refuse(ProblemTypes.OutOfRange, "methods", $"A request takes at most {MethodsReader.MaxMethods} methods.");
        }

        foreach (string name in parameters.Keys)
        {
            if (!methods.Any(method => name.StartsWith(method + ".", StringComparison.Ordinal)))
            {
                return Refuse(
                    ProblemTypes.UnknownParameter,
                    name,
                    "Beside methods, a parameter stands as method.parameter, with one of the methods.");
            }
        }

        return request with { Methods = [.. methods.Select(method => new MethodRequest(method, Own(method, parameters)))] };
    }

    private static Dictionary<string, JsonElement> Own(string method, Dictionary<string, JsonElement> parameters) =>
        parameters.Where(pair => pair.Key.StartsWith(method + ".", StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key[(method.Length + 1)..], pair => pair.Value, StringComparer.Ordinal);

    /// <summary>A number, true or false where it reads as one, else a string.</summary>
    private static JsonElement Value(string value) =>
        value is "true" or "false"
            || double.TryParse(value, NumberStyles.Float & ~NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out _)
            ? Scalar(value)
            : JsonSerializer.SerializeToElement(value, ParameterJson.Default.String);

    private static JsonElement Scalar(string value)
    {
        try
        {
            return JsonElement.Parse(value);
        }
        catch (JsonException)
        {
            // Such as 07 or NaN: a number to .NET and none to JSON.
            return JsonSerializer.SerializeToElement(value, ParameterJson.Default.String);
        }
    }

    private static Problem Refuse(ProblemType type, string name, string detail) =>
        RequestQuery<ExplainRequest>.Refuse(type, name, detail);
}
