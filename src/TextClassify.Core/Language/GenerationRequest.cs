namespace TextClassify.Language;

/// <summary>What a generation goes on from, and when it ends.</summary>
/// <param name="Prompt">Ids it reads first, the edge before them.</param>
/// <param name="Length">Most characters to write.</param>
/// <param name="Sampling">How they are drawn.</param>
/// <param name="Stops">Texts that end it where they begin; none empty.</param>
public sealed record GenerationRequest(ReadOnlyMemory<int> Prompt, int Length, SamplingOptions Sampling, IReadOnlyList<string> Stops);

/// <summary>Why a generation ended.</summary>
public enum GenerationEnd
{
    /// <summary>It wrote as many characters as it was asked for.</summary>
    Length,

    /// <summary>A stop text came; it is not part of what was written.</summary>
    Stop,

    /// <summary>The model ended the text.</summary>
    Edge,
}
