namespace TextClassify.Api.OpenInference;

/// <summary>
/// What is understood of the parameters of a request, of its tensor or of an output; others are passed over, as the protocol has it.
/// </summary>
/// <param name="Evidence">Of a request: asks for the output of that name as well.</param>
/// <param name="Timeout">Of a request: a deadline from now.</param>
/// <param name="BinaryOutput">Of a request: whether outputs are binary that say nothing of it themselves.</param>
/// <param name="Binary">Of an output: whether it is binary.</param>
/// <param name="BinarySize">Of the tensor: how many bytes behind the JSON are its own.</param>
/// <param name="Classes">Of an output: how many of the likeliest labels stand in its place.</param>
internal record struct InferParameters(bool Evidence, TimeSpan? Timeout, bool BinaryOutput, bool? Binary, int? BinarySize, int Classes)
{
    public static InferParameters Read(ref JsonCursor json, string where, LimitsOptions limits)
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
            else if (json.Named("timeout"u8, 1, ref seen))
            {
                // 0 is none (Triton, schedule policy extension).
                known.Timeout = json.OptionalInteger(
                    where + ".timeout", 0, (int)Math.Min(int.MaxValue, limits.MaxDeadlineMs * 1_000L)) is { } limit and not 0
                    ? TimeSpan.FromMicroseconds(limit)
                    : null;
            }
            else if (json.Named("binary_data_output"u8, 2, ref seen))
            {
                known.BinaryOutput = json.OptionalBoolean(where + ".binary_data_output") ?? false;
            }
            else if (json.Named("binary_data"u8, 3, ref seen))
            {
                known.Binary = json.OptionalBoolean(where + ".binary_data");
            }
            else if (json.Named("binary_data_size"u8, 4, ref seen))
            {
                known.BinarySize = json.OptionalInteger(where + ".binary_data_size", 0, limits.MaxBodyBytes);
            }
            else if (json.Named("classification"u8, 5, ref seen))
            {
                known.Classes = json.OptionalInteger(where + ".classification", 0, int.MaxValue) ?? 0;
            }
            else if (!json.Failed
                && json.Advance()
                && json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.Null)
            {
                json.RefuseType(where, "a string, a number or true or false");
            }
        }

        return known;
    }
}
