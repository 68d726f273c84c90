namespace TextClassify.Doubt;

/// <summary>Why a text gets no label, as callers read it.</summary>
public static class AbstentionReason
{
    /// <summary>The likeliest label is not likely enough for the risk that was asked for.</summary>
    public const string Uncertain = "uncertain";

    /// <summary>The text is in none of the model's languages.</summary>
    public const string Language = "language";

    /// <summary>More of the text's words are unknown than of almost any development text's, so that no score of it means much.</summary>
    public const string UnlikeTraining = "unlike-training";
}
