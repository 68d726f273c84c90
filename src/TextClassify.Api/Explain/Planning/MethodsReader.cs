namespace TextClassify.Api.Explain.Planning;

/// <summary>Reads <c>methods</c>: each a name, or an object with a name.</summary>
internal static class MethodsReader
{
    /// <summary>A page compares a handful; each runs the model anew.</summary>
    public const int MaxMethods = 16;

    public static List<MethodRequest>? Read(ref JsonCursor json, string where, LimitsOptions limits)
    {
        if (json.Failed || json.IsNull || !json.EnterArray(where, "a list of names or objects with a name"))
        {
            return null;
        }

        var methods = new List<MethodRequest>();
        while (json.NextElement())
        {
            if (methods.Count == MaxMethods)
            {
                json.Refuse(ProblemTypes.OutOfRange, where, $"A request takes at most {MaxMethods} methods.");
            }
            else if (Method(ref json, $"{where}[{methods.Count}]", limits) is { } method)
            {
                methods.Add(method);
            }
        }

        if (!json.Failed && methods.Count == 0)
        {
            json.Refuse(ProblemTypes.OutOfRange, where, $"The list must hold 1 to {MaxMethods} methods.");
        }

        return methods;
    }

    private static MethodRequest? Method(ref JsonCursor json, string where, LimitsOptions limits)
    {
        if (json.TokenType == JsonTokenType.String)
        {
            return json.OptionalString(where) is { } bare ? new MethodRequest(bare, null) : null;
        }

        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.RefuseType(where, "a name or an object with a name");
            return null;
        }

        return RequestReader<MethodRequest>.Read(ref json, where, limits);
    }
}
