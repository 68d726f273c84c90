using TextClassify.Translation;

namespace TextClassify.Api.Translate;

/// <summary>Texts to translate, and how widely to search.</summary>
internal sealed record TranslateRequest
{
    public const int DefaultBeam = 5;

    /// <summary>Name of a translator, or name/version; the first translator without it.</summary>
    public string? Model { get; init; }

    /// <summary>A text, a list of texts, or a list of objects.</summary>
    public required InputList Inputs { get; init; }

    /// <summary>Texts that are followed side by side, and candidates at most, 1 to 20; 5 without it.</summary>
    [Within(1, Translator.MostBeam)]
    public int? Beam { get; init; }

    /// <summary>Whether to return where the model looked in the source at each symbol; false without it.</summary>
    public bool? Attention { get; init; }

    /// <summary>
    /// Milliseconds from the reading of the request in which the answer is wanted, from 1 to the service's request timeout. What has not
    /// begun by then is not run; of a list, all are answered or none.
    /// </summary>
    [Within(1, nameof(LimitsOptions.MaxDeadlineMs))]
    public int? DeadlineMs { get; init; }
}
