namespace TextClassify.Api.Language;

/// <summary>What to write on from, and how.</summary>
internal sealed record GenerateRequest
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
    public int? Length { get; init; }

    /// <summary>Divides the logits, 0 to 5; 0 always takes the likeliest character. 1 without it.</summary>
    public double? Temperature { get; init; }

    /// <summary>Draws among so many of the likeliest characters; 0, or nothing, is no limit.</summary>
    public int? TopK { get; init; }

    /// <summary>Draws among the likeliest characters that together have this probability, above 0 to 1; 1 without it.</summary>
    public double? TopP { get; init; }

    /// <summary>The same seed gives the same text; 0 without it.</summary>
    public int? Seed { get; init; }

    /// <summary>Texts that end the writing where they begin; at most 8 of 1 to 64 UTF-16 code units.</summary>
    public IReadOnlyList<string>? Stop { get; init; }
}
