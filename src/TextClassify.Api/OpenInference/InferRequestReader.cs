namespace TextClassify.Api.OpenInference;

/// <summary>
/// Reads an infer request of the Open Inference Protocol. Parameters that are not known are passed over, as the protocol has it; properties
/// are not.
/// </summary>
internal static class InferRequestReader
{
    /// <summary>Where a caller gives a deadline.</summary>
    public const string TimeoutPath = "parameters.timeout";

    private const int MostOutputs = 16;

    /// <param name="json">At its beginning.</param>
    /// <param name="binary">What follows it.</param>
    /// <param name="limits">On the texts.</param>
    public static InferQuery? Read(ref JsonCursor json, ReadOnlySpan<byte> binary, LimitsOptions limits)
    {
        string? id = null;
        List<InputItem>? texts = null;
        List<(string Name, InferParameters Parameters)> outputs = [];
        var parameters = default(InferParameters);
        int seen = 0;
        json.EnterObject("");
        while (json.NextProperty())
        {
            if (json.Named("inputs"u8, 0, ref seen))
            {
                texts = Inputs(ref json, binary, limits);
            }
            else if (json.Named("id"u8, 1, ref seen))
            {
                id = InputsReader.Id(ref json, "id");
            }
            else if (json.Named("parameters"u8, 2, ref seen))
            {
                parameters = InferParameters.Read(ref json, "parameters", limits);
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

        if (json.Failed)
        {
            return null;
        }

        // An empty list asks for no output by name, as no list does: both get the usual ones.
        if (outputs.Count == 0)
        {
            outputs.AddRange(Tensors.ByDefault.Select(name => (name, default(InferParameters))));
        }

        if (parameters.Evidence && !outputs.Exists(output => output.Name == Tensors.Evidence))
        {
            outputs.Add((Tensors.Evidence, default));
        }

        return new InferQuery(
            id,
            new InputList(Single: false, texts!),
            [
                .. outputs.Select(
                    output => new InferChoice(output.Name, output.Parameters.Classes, output.Parameters.Binary ?? parameters.BinaryOutput)),
            ],
            parameters.Timeout);
    }

    private static List<InputItem>? Inputs(ref JsonCursor json, ReadOnlySpan<byte> binary, LimitsOptions limits)
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

            texts = InferInputReader.Read(ref json, binary, limits);
        }

        if (!json.Failed && texts is null)
        {
            json.Refuse(ProblemTypes.EmptyInputs, "inputs", "The list must hold one tensor.");
        }

        return texts;
    }

    private static List<(string Name, InferParameters Parameters)> Outputs(ref JsonCursor json, LimitsOptions limits)
    {
        var outputs = new List<(string, InferParameters)>();
        json.EnterArray("outputs", "a list of outputs");
        for (int index = 0; json.NextElement(); index++)
        {
            string where = $"outputs[{index}]";
            string? name = null;
            var parameters = default(InferParameters);
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
                    parameters = InferParameters.Read(ref json, where + ".parameters", limits);
                }
                else
                {
                    json.RefuseProperty(where, "name and parameters");
                }
            }

            if (!json.Failed && (name is null || !Tensors.Outputs.Contains(name) || index == MostOutputs))
            {
                json.Refuse(
                    ProblemTypes.OutOfRange,
                    where,
                    $"An output is one of {string.Join(", ", Tensors.Outputs)}, at most {MostOutputs} of them.");
            }

            if (!json.Failed && parameters.Classes > 0 && name != Tensors.Scores)
            {
                json.Refuse(
                    ProblemTypes.OutOfRange,
                    where + ".parameters.classification",
                    $"Only {Tensors.Scores} can be asked for as a classification.");
            }

            // What stands twice is one, unless its parameters differ.
            if (!outputs.Contains((name ?? "", parameters)))
            {
                outputs.Add((name ?? "", parameters));
            }
        }

        return outputs;
    }
}
