namespace TextClassify.Api.Explain.Planning;

/// <summary>Reads the parameters of a method, whichever they are.</summary>
internal static class ParametersReader
{
    /// <summary>No method has half as many.</summary>
    public const int MaxParameters = 32;

    /// <summary>The longest value is a list of baselines, each with a word for every token of a text.</summary>
    public const int MaxParameterBytes = 256 * 1024;

    public static Dictionary<string, JsonElement>? Read(ref JsonCursor json, string where, LimitsOptions limits)
    {
        if (json.Failed || json.IsNull)
        {
            return null;
        }

        var parameters = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        json.EnterObject(where);
        while (json.NextProperty())
        {
            string name = json.PropertyName();
            if (!json.Advance())
            {
                break;
            }

            json.RefuseBeyond(MaxParameters, parameters.Count, where);
            if (json.Failed)
            {
                break;
            }

            var value = json.AnyValue(where, MaxParameterBytes);
            if (!json.Failed && !parameters.TryAdd(name, value))
            {
                json.Refuse(ProblemTypes.DuplicateProperty, where, $"{Quoted.Name(name)} stands twice.");
            }
        }

        return parameters;
    }
}
