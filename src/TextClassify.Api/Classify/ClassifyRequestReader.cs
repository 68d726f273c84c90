using TextClassify.Api.Http;
using TextClassify.Api.Inputs;
using TextClassify.Api.Settings;

namespace TextClassify.Api.Classify;

internal static class ClassifyRequestReader
{
    /// <summary>No model has more labels; the model's own number is a limit below it that cuts and does not refuse.</summary>
    public const int MaxTop = 10_000;

    public static ClassifyRequest? Read(ref JsonCursor json, LimitsOptions limits)
    {
        string? model = null;
        InputList? inputs = null;
        int? top = null;
        bool? evidence = null;
        int? deadlineMs = null;
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
            else if (json.Named("top"u8, 2, ref seen))
            {
                top = json.OptionalInteger("top", 1, MaxTop);
            }
            else if (json.Named("evidence"u8, 3, ref seen))
            {
                evidence = json.OptionalBoolean("evidence");
            }
            else if (json.Named("deadlineMs"u8, 4, ref seen))
            {
                deadlineMs = json.OptionalInteger("deadlineMs", 1, limits.MaxDeadlineMs);
            }
            else
            {
                json.RefuseProperty("", "model, inputs, top, evidence and deadlineMs");
            }
        }

        InputsReader.Require(ref json, inputs);
        return json.Failed
            ? null
            : new ClassifyRequest { Model = model, Inputs = inputs!, Top = top, Evidence = evidence, DeadlineMs = deadlineMs };
    }
}
