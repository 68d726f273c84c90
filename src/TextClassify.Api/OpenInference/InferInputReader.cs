namespace TextClassify.Api.OpenInference;

/// <summary>Reads the one tensor of an infer request: its texts stand in the JSON or behind it.</summary>
internal static class InferInputReader
{
    private const string Where = "inputs[0]";
    private const int MostDimensions = 8;

    public static List<InputItem>? Read(ref JsonCursor json, ReadOnlySpan<byte> binary, LimitsOptions limits)
    {
        string? name = null;
        string? datatype = null;
        List<int>? shape = null;
        List<InputItem>? texts = null;
        int? binarySize = null;
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
                binarySize = InferParameters.Read(ref json, Where + ".parameters", limits).BinarySize;
            }
            else
            {
                json.RefuseProperty(Where, "name, shape, datatype, parameters and data");
            }
        }

        if (json.Failed)
        {
            return null;
        }

        var problem = BinaryTexts.CheckSize(binarySize, binary.Length, texts is not null);
        if (problem is null && binarySize is not null)
        {
            (texts, problem) = BinaryTexts.Read(binary, Where + ".data", limits);
        }

        if ((problem ?? Fault(name, datatype, shape, texts)) is { } fault)
        {
            json.Refuse(fault);
        }

        return texts;
    }

    private static Problem? Fault(string? name, string? datatype, List<int>? shape, List<InputItem>? texts) =>
        name is null || datatype is null || shape is null || texts is null
            ? new Problem(ProblemTypes.MissingProperty, "A tensor needs name, shape, datatype and data.") { Where = Where }
        : name != Tensors.Text
            ? new Problem(ProblemTypes.OutOfRange, $"The models take a tensor named {Tensors.Text}, not {Quoted.Name(name)}.")
            {
                Where = Where + ".name",
            }
        : datatype != Tensors.Bytes
            ? new Problem(ProblemTypes.WrongType, $"Texts are {Tensors.Bytes}, not {Quoted.Name(datatype)}.")
            {
                Where = Where + ".datatype",
            }
        : shape is not ([_] or [_, 1]) || shape[0] != texts.Count
            ? new Problem(
                ProblemTypes.OutOfRange, $"The shape must be [{texts.Count}] or [{texts.Count},1], as there are {texts.Count} texts.")
            {
                Where = Where + ".shape",
            }
        : texts.Count == 0
            ? new Problem(ProblemTypes.EmptyInputs, "The tensor must hold at least one text.") { Where = Where + ".data" }
        : texts.Find(text => text.Problem is not null)?.Problem;

    /// <summary>Strings, or lists of one string.</summary>
    private static void Data(ref JsonCursor json, string where, bool nested, List<InputItem> texts, LimitsOptions limits)
    {
        json.EnterArray(where, "a list of strings");
        while (json.NextElement())
        {
            string at = $"{where}[{texts.Count}]";
            if (texts.Count == limits.MaxInputs)
            {
                json.Refuse(TooMany(where, limits));
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

    public static Problem TooMany(string where, LimitsOptions limits) =>
        new(ProblemTypes.TooManyInputs, $"A request takes at most {limits.MaxInputs} texts.") { Where = where, Limit = limits.MaxInputs };
}
