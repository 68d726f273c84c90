using TextClassify.Api.Http;
using TextClassify.Api.Inputs;
using TextClassify.Api.Settings;

namespace TextClassify.Api.Language;

internal static class ScoreRequestReader
{
    public static ScoreRequest? Read(ref JsonCursor json, LimitsOptions limits)
    {
        string? model = null;
        InputList? inputs = null;
        bool? characters = null;
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
            else if (json.Named("characters"u8, 2, ref seen))
            {
                characters = json.OptionalBoolean("characters");
            }
            else if (json.Named("deadlineMs"u8, 3, ref seen))
            {
                deadlineMs = json.OptionalInteger("deadlineMs", 1, limits.MaxDeadlineMs);
            }
            else
            {
                json.RefuseProperty("", "model, inputs, characters and deadlineMs");
            }
        }

        InputsReader.Require(ref json, inputs);
        return json.Failed ? null : new ScoreRequest { Model = model, Inputs = inputs!, Characters = characters, DeadlineMs = deadlineMs };
    }
}
