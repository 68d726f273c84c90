using System.Globalization;
using TextClassify.Models;
using TextClassify.Monitoring;
using TextClassify.Storage.Querying;
using TextClassify.Storage.Records;

namespace TextClassify.Api.Monitoring;

/// <summary>One distribution that drift is looked for in: its bins, how the store fills them, and how the package did.</summary>
/// <param name="Name">Of the signal.</param>
/// <param name="LeastEffect">Total variation below which nothing is told.</param>
/// <param name="Bins">In words.</param>
/// <param name="Binning">For the store.</param>
/// <param name="Shares">Of the package's development texts, one a bin; null where there is no package.</param>
/// <param name="Count">What these counted: texts, or tokens.</param>
internal sealed record DriftReference(
    string Name, double LeastEffect, IReadOnlyList<string> Bins, Binning Binning, IReadOnlyList<double>? Shares, int Count)
{
    private const double LeastDistance = 0.05;

    /// <summary>Of tokens that the vocabulary lacks: a share of 2 % is usual, so 5 % more would be far too much to wait for.</summary>
    private const double LeastUnknown = 0.02;

    private const int LeastDeciles = 1;

    /// <summary>Bins of length where no package says which.</summary>
    private static readonly int[] UsualLengths = [4, 8, 12, 16, 24, 32, 48, 64, 128];

    /// <param name="labels">Of the model.</param>
    /// <param name="profile">Null where the reference is a window.</param>
    public static DriftReference[] All(IReadOnlyList<string> labels, ReferenceProfile? profile)
    {
        const int Bins = Binning.ConfidenceBins;
        var (edges, lengths) = profile is null ? (UsualLengths, null) : Lengths(profile.TokenCountDeciles);
        int texts = profile?.Texts ?? 0;
        return
        [
            new("label", LeastDistance, labels, Binning.Labels(labels), profile?.LabelShares, texts),
            new(
                "confidence",
                LeastDistance,
                [.. Enumerable.Range(0, Bins).Select(bin => string.Create(
                    CultureInfo.InvariantCulture, $"{bin / (double)Bins:0.00} to {(bin + 1) / (double)Bins:0.00}"))],
                Binning.Confidence,
                profile?.ConfidenceShares,
                texts),
            new(
                "length",
                LeastDistance,
                [.. edges.Select(edge => $"up to {edge} tokens"), $"more than {edges[^1]}"],
                Binning.Tokens(edges),
                lengths,
                texts),
            new(
                "unknown",
                LeastUnknown,
                ["known", "unknown"],
                Binning.Unknown,
                profile is null ? null : [1 - profile.UnknownTokenShare, profile.UnknownTokenShare],
                profile is null ? 0 : (int)Math.Min(int.MaxValue / 2, (long)texts * profile.TokenCountDeciles[5])),
        ];
    }

    /// <summary>The reference's own counts, dealt to groups.</summary>
    public GroupedCounts Dealt() => GroupedCounts.Deal([.. Shares!], Count, StoredRequest.Blocks, seed: 1);

    /// <summary>What the store counts, for each of these.</summary>
    public static GroupedCounts[] Counted(Inquiry ask, DriftReference[] references, PredictionFilter filter, bool byRequest)
    {
        var histograms = ask.Histograms(filter, [.. references.Select(reference => reference.Binning)], byRequest);
        return [.. references.Zip(histograms, (reference, histogram) => reference.Counted(histogram))];
    }

    private GroupedCounts Counted(IReadOnlyList<UnitCounts> histogram)
    {
        var counts = new GroupedCounts(StoredRequest.Blocks, Bins.Count);
        foreach (var one in histogram)
        {
            if (one.Bin >= 0)
            {
                counts.Add(one.Unit, one.Bin, one.Count);
            }
        }

        return counts;
    }

    /// <summary>
    /// Bins of a tenth each, between the deciles; equal deciles make one bin of several. A decile belongs to the bin below it, so what is
    /// told of texts of just that length is told a little too low: nothing beside the width of a bin.
    /// </summary>
    private static (int[] Edges, double[] Shares) Lengths(IReadOnlyList<int> deciles)
    {
        var edges = new List<int>();
        var shares = new List<double>();
        double open = 0;
        for (int decile = LeastDeciles; decile < deciles.Count - 1; decile++)
        {
            open += 0.1;
            if (deciles[decile] != deciles[decile + 1])
            {
                edges.Add(deciles[decile]);
                shares.Add(open);
                open = 0;
            }
        }

        shares.Add(open + 0.1);
        return edges.Count > 0 ? ([.. edges], [.. shares]) : ([deciles[0]], [1, 0]);
    }
}
