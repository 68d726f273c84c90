namespace TextClassify.Training.Evaluation;

/// <summary>A figure over runs that differ in their seed only.</summary>
/// <param name="Mean">Arithmetic mean.</param>
/// <param name="Deviation">Sample standard deviation; 0 for one run.</param>
internal readonly record struct SeedSpread(double Mean, double Deviation)
{
    public static SeedSpread Of(IReadOnlyList<double> values)
    {
        double mean = values.Average();
        double squares = values.Sum(value => (value - mean) * (value - mean));
        return new SeedSpread(mean, values.Count > 1 ? Math.Sqrt(squares / (values.Count - 1)) : 0);
    }
}
