namespace TextClassify.Training.Language.Curves;

/// <summary>Maps characters (by their logarithm: a curve of learning is nearly straight over it) and bits to a panel's pixels.</summary>
internal sealed class CurveScale
{
    private static readonly int[] Digits = [1, 2, 5];

    private readonly double _from;
    private readonly double _to;
    private readonly double _least;
    private readonly double _most;
    private readonly double _width;
    private readonly double _height;

    public CurveScale(IReadOnlyList<CurvePanel> panels, double width, double height)
    {
        var knots = panels.SelectMany(panel => panel.Lines).SelectMany(line => line.Knots).ToArray();
        (_width, _height) = (width, height);
        (_from, _to) = (Math.Log(knots.Min(knot => knot.Characters)), Math.Log(knots.Max(knot => knot.Characters)));
        double least = knots.Min(knot => knot.Least), most = knots.Max(knot => knot.Most);
        Unit = Step((most - least) / 5);
        (_least, _most) = (Math.Floor(least / Unit) * Unit, Math.Ceiling(most / Unit) * Unit);
    }

    /// <summary>Bits from one grid line to the next.</summary>
    public double Unit { get; }

    public IEnumerable<double> BitTicks
    {
        get
        {
            int first = (int)Math.Round(_least / Unit), last = (int)Math.Round(_most / Unit);
            return Enumerable.Range(first, last - first + 1).Select(tick => tick * Unit);
        }
    }

    /// <summary>1, 2 and 5 times powers of ten within the axis, in characters.</summary>
    public IEnumerable<double> CharacterTicks =>
        from power in Enumerable.Range(3, 10)
        from digit in Digits
        let tick = digit * Math.Pow(10, power)
        where Math.Log(tick) >= _from - 1e-9 && Math.Log(tick) <= _to + 1e-9
        select tick;

    public double X(double characters) => _to > _from ? _width * (Math.Log(characters) - _from) / (_to - _from) : _width / 2;

    public double Y(double bits) => _most > _least ? _height * (_most - bits) / (_most - _least) : _height / 2;

    /// <summary>The next of 1, 2 and 5 times a power of ten.</summary>
    private static double Step(double least)
    {
        if (!(least > 0))
        {
            return 1;
        }

        double power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return power * Digits.Append(10).First(digit => digit * power >= least - 1e-12);
    }
}
