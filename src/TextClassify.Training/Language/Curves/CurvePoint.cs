namespace TextClassify.Training.Language.Curves;

/// <summary>One evaluation of one run.</summary>
/// <param name="Panel">Title of the panel that draws it.</param>
/// <param name="Net">Its line's label.</param>
/// <param name="Seed">One run of the net.</param>
/// <param name="Characters">Read in training so far.</param>
/// <param name="Bits">A development character.</param>
internal sealed record CurvePoint(string Panel, string Net, int Seed, long Characters, double Bits)
{
    /// <summary>A run's evaluations.</summary>
    public static IEnumerable<CurvePoint> Of(RunFolder run, string panel, string net)
    {
        var options = run.ReadOptions<LanguageOptions>();
        long step = (long)options.Recipe.Training.Streams * options.Recipe.Training.Window;
        return run.ReadLines<LanguageLine>().Select(line => new CurvePoint(panel, net, options.Seed, line.Step * step, line.DevBits));
    }
}
