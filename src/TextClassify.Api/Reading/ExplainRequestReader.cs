using System.Text.Json;
using TextClassify.Api.Contracts;
using TextClassify.Api.Hosting;
using TextClassify.Api.Problems;

namespace TextClassify.Api.Reading;

internal static class ExplainRequestReader
{
    public static ExplainRequest? Read(ref JsonCursor json, LimitsOptions limits)
    {
        string? model = null;
        InputList? inputs = null;
        string? method = null;
        string? target = null;
        LabelContrast? contrast = null;
        IReadOnlyDictionary<string, JsonElement>? parameters = null;
        int seen = 0;
        json.EnterObject("");
        while (json.NextProperty())
        {
            if (json.Named("inputs"u8, 0, ref seen))
            {
                inputs = InputsReader.Read(ref json, limits);
            }
            else if (json.Named("model"u8, 1, ref seen))
            {
                model = json.OptionalString("model");
            }
            else if (json.Named("method"u8, 2, ref seen))
            {
                method = json.OptionalString("method");
            }
            else if (json.Named("target"u8, 3, ref seen))
            {
                target = json.OptionalString("target");
            }
            else if (json.Named("contrast"u8, 4, ref seen))
            {
                contrast = Contrast(ref json);
            }
            else if (json.Named("parameters"u8, 5, ref seen))
            {
                parameters = Parameters(ref json);
            }
            else
            {
                json.RefuseProperty("", "model, inputs, method, target, contrast and parameters");
            }
        }

        json.RequireInputs(inputs);
        if (target is not null && contrast is not null)
        {
            json.Refuse(ProblemTypes.WrongType, "target", "A contrast has its own target; send one of the two.");
        }

        return json.Failed
            ? null
            : new ExplainRequest
            {
                Model = model,
                Inputs = inputs!,
                Method = method,
                Target = target,
                Contrast = contrast,
                Parameters = parameters,
            };
    }

    private static LabelContrast? Contrast(ref JsonCursor json)
    {
        if (json.Failed || json.IsNull)
        {
            return null;
        }

        string? target = null;
        string? foil = null;
        int seen = 0;
        json.EnterObject("contrast");
        while (json.NextProperty())
        {
            if (json.Named("target"u8, 0, ref seen))
            {
                target = json.OptionalString("contrast.target");
            }
            else if (json.Named("foil"u8, 1, ref seen))
            {
                foil = json.OptionalString("contrast.foil");
            }
            else
            {
                json.RefuseProperty("contrast", "target and foil");
            }
        }

        if (!json.Failed && (target is null || foil is null))
        {
            json.Refuse(ProblemTypes.MissingProperty, "contrast", "A contrast needs a target and a foil.");
        }

        return json.Failed ? null : new LabelContrast(target!, foil!);
    }

    private static Dictionary<string, JsonElement>? Parameters(ref JsonCursor json)
    {
        if (json.Failed || json.IsNull)
        {
            return null;
        }

        var parameters = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        json.EnterObject("parameters");
        while (json.NextProperty())
        {
            string name = json.PropertyName();
            if (!json.Advance())
            {
                break;
            }

            var value = json.AnyValue();
            if (!parameters.TryAdd(name, value))
            {
                json.Refuse(ProblemTypes.DuplicateProperty, "parameters", $"{Quoted.Name(name)} stands twice.");
            }
        }

        return parameters;
    }
}
