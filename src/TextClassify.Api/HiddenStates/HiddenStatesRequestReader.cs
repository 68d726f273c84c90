using TextClassify.Api.Http;
using TextClassify.Api.Inputs;
using TextClassify.Api.Settings;

namespace TextClassify.Api.HiddenStates;

internal static class HiddenStatesRequestReader
{
    public const int MaxNeighbours = 50;

    /// <summary>Of states, of what is included and of readings; there are fewer of each.</summary>
    public const int MaxWords = 16;

    public static HiddenStatesRequest? Read(ref JsonCursor json, LimitsOptions limits)
    {
        string? model = null;
        InputList? inputs = null;
        IReadOnlyList<string>? states = null;
        IReadOnlyList<string>? include = null;
        IReadOnlyList<string>? expectedPrediction = null;
        string? encoding = null;
        int? neighbours = null;
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
            else if (json.Named("states"u8, 2, ref seen))
            {
                states = json.OptionalStrings("states", MaxWords);
            }
            else if (json.Named("include"u8, 3, ref seen))
            {
                include = json.OptionalStrings("include", MaxWords);
            }
            else if (json.Named("expectedPrediction"u8, 4, ref seen))
            {
                expectedPrediction = json.OptionalStrings("expectedPrediction", MaxWords);
            }
            else if (json.Named("encoding"u8, 5, ref seen))
            {
                encoding = json.OptionalString("encoding");
            }
            else if (json.Named("neighbours"u8, 6, ref seen))
            {
                neighbours = json.OptionalInteger("neighbours", 1, MaxNeighbours);
            }
            else if (json.Named("deadlineMs"u8, 7, ref seen))
            {
                deadlineMs = json.OptionalInteger("deadlineMs", 1, limits.MaxDeadlineMs);
            }
            else
            {
                json.RefuseProperty("", "model, inputs, states, include, expectedPrediction, encoding, neighbours and deadlineMs");
            }
        }

        InputsReader.Require(ref json, inputs);
        return json.Failed
            ? null
            : new HiddenStatesRequest
            {
                Model = model,
                Inputs = inputs!,
                States = states,
                Include = include,
                ExpectedPrediction = expectedPrediction,
                Encoding = encoding,
                Neighbours = neighbours,
                DeadlineMs = deadlineMs,
            };
    }
}
