using System.Text.Json;
using TextClassify.Api.Http;
using TextClassify.Api.Problems;

namespace TextClassify.Api.Explain.Planning;

/// <summary>Reads <c>methods</c> and the parameters of a method.</summary>
internal static class MethodsReader
{
    /// <summary>A page compares a handful; each runs the model anew.</summary>
    public const int MaxMethods = 16;

    /// <summary>No method has half as many.</summary>
    public const int MaxParameters = 32;

    /// <summary>The longest value is a list of baselines, each with a word for every token of a text.</summary>
    public const int MaxParameterBytes = 256 * 1024;

    public static List<MethodRequest>? Read(ref JsonCursor json)
    {
        if (json.Failed || json.IsNull || !json.EnterArray("methods", "a list of names or objects with a name"))
        {
            return null;
        }

        var methods = new List<MethodRequest>();
        while (json.NextElement())
        {
            if (methods.Count == MaxMethods)
            {
                json.Refuse(ProblemTypes.OutOfRange, "methods", $"A request takes at most {MaxMethods} methods.");
            }
            else if (Method(ref json, $"methods[{methods.Count}]") is { } method)
            {
                methods.Add(method);
            }
        }

        if (!json.Failed && methods.Count == 0)
        {
            json.Refuse(ProblemTypes.OutOfRange, "methods", $"The list must hold 1 to {MaxMethods} methods.");
        }

        return methods;
    }

    public static Dictionary<string, JsonElement>? Parameters(ref JsonCursor json, string where)
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

    private static MethodRequest? Method(ref JsonCursor json, string where)
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

        string? name = null;
        Dictionary<string, JsonElement>? parameters = null;
        int seen = 0;
        while (json.NextProperty())
        {
            if (json.Named("name"u8, 0, ref seen))
            {
                name = json.OptionalString(where + ".name");
            }
            else if (json.Named("parameters"u8, 1, ref seen))
            {
                parameters = Parameters(ref json, where + ".parameters");
            }
            else
            {
                json.RefuseProperty(where, "name and parameters");
            }
        }

        if (!json.Failed && name is null)
        {
            json.Refuse(ProblemTypes.MissingProperty, where + ".name", "A method needs a name.");
        }

        return json.Failed ? null : new MethodRequest(name!, parameters);
    }
}
