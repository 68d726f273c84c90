namespace TextClassify.Storage.Outbox;

/// <summary>Predictions that were added up together.</summary>
internal interface ISummed
{
    /// <summary>The numbers of the files that hold them.</summary>
    IReadOnlyList<long> Members { get; }

    /// <summary>The earliest prediction, in microseconds since 1970.</summary>
    long MinAt { get; }

    /// <summary>The latest.</summary>
    long MaxAt { get; }

    /// <summary>Null before adding up was tried.</summary>
    RollUps? RollUps { get; }

    /// <summary>Name of the file of counts and histograms.</summary>
    string Sums { get; }

    /// <summary>Name of the file of tokens.</summary>
    string Tokens { get; }
}

internal static class Summed
{
    private const RollUps InSums = RollUps.Counts | RollUps.Histograms;

    /// <summary>Whether all of these were added up.</summary>
    public static bool Has(this ISummed summed, RollUps rollUps) => ((summed.RollUps ?? RollUps.None) & rollUps) == rollUps;

    /// <summary>The names of the files that there are.</summary>
    public static IEnumerable<string> SumNames(this ISummed summed) =>
    [
        .. ((summed.RollUps ?? RollUps.None) & InSums) != RollUps.None ? [summed.Sums] : Array.Empty<string>(),
        .. summed.Has(RollUps.Tokens) ? [summed.Tokens] : Array.Empty<string>(),
    ];
}
