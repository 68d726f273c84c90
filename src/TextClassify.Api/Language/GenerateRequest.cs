namespace TextClassify.Api.Language;

/// <summary>What to write on from, and how.</summary>
internal sealed record GenerateRequest : IChecked
{
    public const int MaxLength = 400;
    public const int DefaultLength = 200;
    public const int MaxStops = 8;
    public const int MaxStopLength = 64;
    public const double MaxTemperature = 5;

    /// <summary>A language model's name, or name/version; the first language model without it.</summary>
    public string? Model { get; init; }

    /// <summary>The beginning, which is not repeated in the answer; the start of a text without it.</summary>
    public string? Prompt { get; init; }

    /// <summary>Most characters to write, 1 to 400; 200 without it.</summary>
    [Within(1, MaxLength)]
    public int? Length { get; init; }

    /// <summary>Divides the logits, 0 to 5; 0 always takes the likeliest character. 1 without it.</summary>
    [Within(0, MaxTemperature)]
    public double? Temperature { get; init; }

    /// <summary>Draws among so many of the likeliest characters; 0, or nothing, is no limit.</summary>
    [Within(0, CharacterVocabulary.MaxCount)]
    public int? TopK { get; init; }

    /// <summary>Draws among the likeliest characters that together have this probability, above 0 to 1; 1 without it.</summary>
    [Within(double.Epsilon, 1)]
    public double? TopP { get; init; }

    /// <summary>The same seed gives the same text; 0 without it.</summary>
    [Within(0, int.MaxValue)]
    public int? Seed { get; init; }

    /// <summary>Texts that end the writing where they begin; at most 8 of 1 to 64 UTF-16 code units.</summary>
    [Most(MaxStops)]
    public IReadOnlyList<string>? Stop { get; init; }

    public void Check(ref JsonCursor json, string where, LimitsOptions limits)
    {
        if (Prompt?.Length > limits.MaxTextLength)
        {
            json.Refuse(new Problem(
                ProblemTypes.TextTooLong, $"The prompt has {Prompt.Length} UTF-16 code units; the limit is {limits.MaxTextLength}.")
            {
                Where = "prompt",
                Limit = limits.MaxTextLength,
            });
        }

        for (int i = 0; i < Stop?.Count; i++)
        {
            if (Stop[i].Length is 0 or > MaxStopLength)
            {
                json.Refuse(new Problem(
                    ProblemTypes.OutOfRange, $"The stop text has {Stop[i].Length} UTF-16 code units; it must have 1 to {MaxStopLength}.")
                {
                    Where = $"stop[{i}]",
                    Limit = MaxStopLength,
                });
            }
        }
    }
}
