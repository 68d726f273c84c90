using TextClassify.Api.Memory;

namespace TextClassify.Api.Classify;

/// <summary>What an answer holds, and who takes note of it.</summary>
/// <param name="Top">How many labels; all where it is null.</param>
/// <param name="Evidence">Whether each token's share is told.</param>
internal readonly record struct AnswerForm(int? Top, bool Evidence)
{
    /// <summary>Takes the answers; null where they are not recorded.</summary>
    public Recording? Recording { get; init; }

    /// <summary>Evidence has each sentence's share too.</summary>
    public bool Sentences { get; init; }

    /// <summary>Texts longer than the model's limit are read in parts.</summary>
    public bool WholeText { get; init; }

    /// <summary>Random writings over which the answer of each text is averaged; null reads it as it was sent.</summary>
    public int? Writings { get; init; }

    /// <summary>When a text gets no label; null where every text gets one.</summary>
    public AnswerDoubt? Doubt { get; init; }

    /// <summary>What is asked of cases; null asks nothing beside their labels.</summary>
    public CaseQuestion? Case { get; init; }

    /// <summary>Place of the first input among those of the request.</summary>
    public int FirstIndex { get; init; }
}
