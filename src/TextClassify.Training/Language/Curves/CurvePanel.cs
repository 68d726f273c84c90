namespace TextClassify.Training.Language.Curves;

/// <summary>Lines that share a pair of axes.</summary>
internal sealed record CurvePanel(string Title, IReadOnlyList<CurveLine> Lines)
{
    /// <summary>Panels and lines in the order in which their first points come.</summary>
    public static IReadOnlyList<CurvePanel> Of(IEnumerable<CurvePoint> points) =>
    [
        .. points.GroupBy(point => point.Panel).Select(panel => new CurvePanel(
            panel.Key, [.. panel.GroupBy(point => point.Net).Select(net => CurveLine.Of(net.Key, net))])),
    ];
}

/// <summary>One net's curve over its seeds.</summary>
internal sealed record CurveLine(string Net, int Seeds, IReadOnlyList<CurveKnot> Knots)
{
    /// <summary>Only where every seed was evaluated: a mean that changes its runs on the way would bend by itself.</summary>
    public static CurveLine Of(string net, IEnumerable<CurvePoint> points)
    {
        var all = points.ToArray();
        int seeds = all.Select(point => point.Seed).Distinct().Count();
        return new CurveLine(net, seeds,
        [
            .. all.GroupBy(point => point.Characters).Where(at => at.Count() == seeds).OrderBy(at => at.Key)
                .Select(at => (at.Key, Bits: at.Select(point => point.Bits).ToArray()))
                .Select(at => new CurveKnot(at.Key, at.Bits.Average(), at.Bits.Min(), at.Bits.Max())),
        ]);
    }
}

/// <param name="Characters">Read in training so far.</param>
/// <param name="Mean">Bits a development character over the seeds.</param>
/// <param name="Least">The best seed's.</param>
/// <param name="Most">The worst seed's.</param>
internal readonly record struct CurveKnot(long Characters, double Mean, double Least, double Most);
