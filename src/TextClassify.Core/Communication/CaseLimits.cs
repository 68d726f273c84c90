namespace TextClassify.Communication;

/// <summary>How much a case may be.</summary>
public static class CaseLimits
{
    /// <summary>No case has more.</summary>
    public const int MostSources = 16;

    /// <summary>Exchanges of messages.</summary>
    public const int MostRounds = 8;
}
