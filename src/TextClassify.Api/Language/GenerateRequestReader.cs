using TextClassify.Api.Http;
using TextClassify.Api.Problems;
using TextClassify.Api.Settings;
using TextClassify.Text;

namespace TextClassify.Api.Language;

internal static class GenerateRequestReader
{
    public static GenerateRequest? Read(ref JsonCursor json, LimitsOptions limits)
    {
        var request = new GenerateRequest();
        int seen = 0;
        json.EnterObject("");
        while (json.NextProperty())
        {
            if (json.Named("prompt"u8, 0, ref seen))
            {
                request = request with { Prompt = Prompt(ref json, limits) };
            }
            else if (json.Named("model"u8, 1, ref seen))
            {
                request = request with { Model = json.OptionalString("model") };
            }
            else if (json.Named("length"u8, 2, ref seen))
            {
                request = request with { Length = json.OptionalInteger("length", 1, GenerateRequest.MaxLength) };
            }
            else if (json.Named("temperature"u8, 3, ref seen))
            {
                request = request with { Temperature = json.OptionalNumber("temperature", 0, GenerateRequest.MaxTemperature) };
            }
            else if (json.Named("topK"u8, 4, ref seen))
            {
                request = request with { TopK = json.OptionalInteger("topK", 0, CharacterVocabulary.MaxCount) };
            }
            else if (json.Named("topP"u8, 5, ref seen))
            {
                request = request with { TopP = json.OptionalNumber("topP", double.Epsilon, 1) };
            }
            else if (json.Named("seed"u8, 6, ref seen))
            {
                request = request with { Seed = json.OptionalInteger("seed", 0, int.MaxValue) };
            }
            else if (json.Named("stop"u8, 7, ref seen))
            {
                request = request with { Stop = Stops(ref json) };
            }
            else
            {
                json.RefuseProperty("", "model, prompt, length, temperature, topK, topP, seed and stop");
            }
        }

        return json.Failed ? null : request;
    }

    private static string? Prompt(ref JsonCursor json, LimitsOptions limits)
    {
        string? prompt = json.OptionalString("prompt");
        if (prompt?.Length > limits.MaxTextLength)
        {
            json.Refuse(new Problem(
                ProblemTypes.TextTooLong, $"The prompt has {prompt.Length} UTF-16 code units; the limit is {limits.MaxTextLength}.")
            {
                Where = "prompt",
                Limit = limits.MaxTextLength,
            });
        }

        return prompt;
    }

    private static List<string>? Stops(ref JsonCursor json)
    {
        var stops = json.OptionalStrings("stop", GenerateRequest.MaxStops);
        for (int i = 0; i < stops?.Count; i++)
        {
            if (stops[i].Length is 0 or > GenerateRequest.MaxStopLength)
            {
                json.Refuse(new Problem(
                    ProblemTypes.OutOfRange,
                    $"The stop text has {stops[i].Length} UTF-16 code units; it must have 1 to {GenerateRequest.MaxStopLength}.")
                {
                    Where = $"stop[{i}]",
                    Limit = GenerateRequest.MaxStopLength,
                });
            }
        }

        return stops;
    }
}
