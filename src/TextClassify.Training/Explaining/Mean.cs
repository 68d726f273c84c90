namespace TextClassify.Training.Explaining;

/// <summary>A running mean and its standard error (Welford 1962). What is no number is not counted.</summary>
internal sealed class Mean
{
    private double _value, _squares;

    public int Count { get; private set; }

    /// <summary>NaN without a value.</summary>
    public double Value => Count > 0 ? _value : double.NaN;

    /// <summary>Of the mean over texts; NaN below two.</summary>
    public double StandardError => Count > 1 ? Math.Sqrt(_squares / (Count - 1) / Count) : double.NaN;

    public void Add(double value)
    {
        if (double.IsFinite(value))
        {
            double before = value - _value;
            _value += before / ++Count;
            _squares += before * (value - _value);
        }
    }
}
