using System.Text.Json;
using TextClassify.Api.Contracts;
using TextClassify.Api.Hosting;
using TextClassify.Api.Problems;
using TextClassify.Api.Reading;

namespace TextClassify.Api.OpenInference;

/// <summary>Reads an infer request of the Open Inference Protocol. Parameters that are not known are passed over, as the protocol has it; properties are not.</summary>
internal static class InferRequestReader
{
    /// <summary>Where a caller gives a deadline.</summary>
    public const string TimeoutPath = "parameters.timeout";

    private const int MostOutputs = 16;
    private const int MostDimensions = 8;

    public static InferQuery? Read(ref JsonCursor json, LimitsOptions limits)
    {
        string? id = null;
        List<InputItem>? texts = null;
        List<string>? outputs = null;
        var parameters = default(InferParameters);
        int seen = 0;
        json.EnterObject("");
        while (json.NextProperty())
        {
            if (json.Named("inputs"u8, 0, ref seen))
            {
                texts = Inputs(ref json, limits);
            }
            else if (json.Named("id"u8, 1, ref seen))
            {
                id = InputsReader.Id(ref json, "id");
            }
            else if (json.Named("parameters"u8, 2, ref seen))
            {
                parameters = Parameters(ref json, "parameters", limits);
            }
            else if (json.Named("outputs"u8, 3, ref seen))
            {
                outputs = Outputs(ref json, limits);
            }
            else
            {
                json.RefuseProperty("", "id, parameters, inputs and outputs");
            }
        }

        if (!json.Failed && texts is null)
        {
            json.Refuse(ProblemTypes.MissingInputs, "inputs", $"Send inputs: a list of one tensor named {Tensors.Text}.");
        }

        outputs ??= [.. Tensors.ByDefault];
        if (parameters.Evidence && !outputs.Contains(Tensors.Evidence))
        {
            outputs.Add(Tensors.Evidence);
        }

        return json.Failed ? null : new InferQuery(id, new InputList(Single: false, texts!), outputs, parameters.Timeout);
    }

    private static List<InputItem>? Inputs(ref JsonCursor json, LimitsOptions limits)
    {
        List<InputItem>? texts = null;
        json.EnterArray("inputs", "a list of tensors");
        while (json.NextElement())
        {
            if (texts is not null)
            {
                json.Refuse(ProblemTypes.OutOfRange, "inputs[1]", "The models take one tensor.");
                return null;
            }

            texts = Input(ref json, limits);
        }

        if (!json.Failed && texts is null)
        {
            json.Refuse(ProblemTypes.EmptyInputs, "inputs", "The list must hold one tensor.");
        }

        return texts;
    }

    private static List<InputItem>? Input(ref JsonCursor json, LimitsOptions limits)
    {
        const string Where = "inputs[0]";
        string? name = null;
        string? datatype = null;
        List<int>? shape = null;
        List<InputItem>? texts = null;
        int seen = 0;
        json.EnterObject(Where);
        while (json.NextProperty())
        {
            if (json.Named("name"u8, 0, ref seen))
            {
                name = json.OptionalString(Where + ".name");
            }
            else if (json.Named("datatype"u8, 1, ref seen))
            {
                datatype = json.OptionalString(Where + ".datatype");
            }
            else if (json.Named("shape"u8, 2, ref seen))
            {
                shape = json.OptionalIntegers(Where + ".shape", 0, int.MaxValue, MostDimensions);
            }
            else if (json.Named("data"u8, 3, ref seen))
            {
                texts = [];
                Data(ref json, Where + ".data", nested: false, texts, limits);
            }
            else if (json.Named("parameters"u8, 4, ref seen))
            {
                Parameters(ref json, Where + ".parameters", limits);
            }
            else
            {
                json.RefuseProperty(Where, "name, shape, datatype, parameters and data");
            }
        }

        if (!json.Failed && Fault(name, datatype, shape, texts) is { } problem)
        {
            json.Refuse(problem);
        }

        return texts;

        static Problem? Fault(string? name, string? datatype, List<int>? shape, List<InputItem>? texts) =>
            name is null || datatype is null || shape is null || texts is null
                ? new Problem(ProblemTypes.MissingProperty, "A tensor needs name, shape, datatype and data.") { Where = Where }
            : name != Tensors.Text
                ? new Problem(ProblemTypes.OutOfRange, $"The models take a tensor named {Tensors.Text}, not {Quoted.Name(name)}.") { Where = Where + ".name" }
            : datatype != Tensors.Bytes
                ? new Problem(ProblemTypes.WrongType, $"Texts are {Tensors.Bytes}, not {Quoted.Name(datatype)}.") { Where = Where + ".datatype" }
            : shape is not ([_] or [_, 1]) || shape[0] != texts.Count
                ? new Problem(ProblemTypes.OutOfRange, $"The shape must be [{texts.Count}] or [{texts.Count},1], as there are {texts.Count} texts.")
                {
                    Where = Where + ".shape",
                }
            : texts.Count == 0
                ? new Problem(ProblemTypes.EmptyInputs, "The tensor must hold at least one text.") { Where = Where + ".data" }
            : texts.Find(text => text.Problem is not null)?.Problem;
    }

    /// <summary>Strings, or lists of one string.</summary>
    private static void Data(ref JsonCursor json, string where, bool nested, List<InputItem> texts, LimitsOptions limits)
    {
        json.EnterArray(where, "a list of strings");
        while (json.NextElement())
        {
            string at = $"{where}[{texts.Count}]";
            if (texts.Count == limits.MaxInputs)
            {
                json.Refuse(new Problem(ProblemTypes.TooManyInputs, $"A request takes at most {limits.MaxInputs} texts.") { Where = where, Limit = limits.MaxInputs });
            }
            else if (!nested && json.TokenType == JsonTokenType.StartArray)
            {
                Data(ref json, at, nested: true, texts, limits);
            }
            else if (!json.Failed)
            {
                texts.Add(InputsReader.BareText(ref json, at));
            }
        }
    }

    private static List<string> Outputs(ref JsonCursor json, LimitsOptions limits)
    {
        var outputs = new List<string>();
        json.EnterArray("outputs", "a list of outputs");
        for (int index = 0; json.NextElement(); index++)
        {
            string where = $"outputs[{index}]";
            string? name = null;
            int seen = 0;
            json.EnterObject(where);
            while (json.NextProperty())
            {
                if (json.Named("name"u8, 0, ref seen))
                {
                    name = json.OptionalString(where + ".name");
                }
                else if (json.Named("parameters"u8, 1, ref seen))
                {
                    Parameters(ref json, where + ".parameters", limits);
                }
                else
                {
                    json.RefuseProperty(where, "name and parameters");
                }
            }

            if (!json.Failed && (name is null || !Tensors.Outputs.Contains(name) || index == MostOutputs))
            {
                json.Refuse(ProblemTypes.OutOfRange, where, $"An output is one of {string.Join(", ", Tensors.Outputs)}, at most {MostOutputs} of them.");
            }

            if (name is not null && !outputs.Contains(name))
            {
                outputs.Add(name);
            }
        }

        return outputs;
    }

    /// <summary>Those of the request count; those of a tensor are read and passed over.</summary>
    private static InferParameters Parameters(ref JsonCursor json, string where, LimitsOptions limits)
    {
        var known = default(InferParameters);
        int seen = 0;
        json.EnterObject(where);
        while (json.NextProperty())
        {
            if (json.Named("evidence"u8, 0, ref seen))
            {
                known.Evidence = json.OptionalBoolean(where + ".evidence") ?? false;
            }
            else if (json.Named("timeout"u8, 3, ref seen))
            {
                // 0 is none (Triton, schedule policy extension).
                known.Timeout = json.OptionalInteger(where + ".timeout", 0, (int)Math.Min(int.MaxValue, limits.MaxDeadlineMs * 1_000L)) is { } limit and not 0
                    ? TimeSpan.FromMicroseconds(limit)
                    : null;
            }
            else if (json.Named("binary_data"u8, 1, ref seen) || json.Named("binary_data_output"u8, 2, ref seen))
            {
                if (json.OptionalBoolean(where) == true)
                {
                    json.Refuse(ProblemTypes.OutOfRange, where, "Tensors are sent as JSON, not as binary data.");
                }
            }
            else if (!json.Failed && json.Advance() && json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.Null)
            {
                json.RefuseType(where, "a string, a number or true or false");
            }
        }

        return known;
    }

    /// <summary>What is understood of a request's parameters.</summary>
    private record struct InferParameters(bool Evidence, TimeSpan? Timeout);
}
