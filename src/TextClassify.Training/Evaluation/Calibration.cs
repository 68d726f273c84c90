namespace TextClassify.Training.Evaluation;

/// <summary>
/// The temperature a model ships with, and how well the development rows determine it. The estimate of least loss is taken where its 95 %
/// interval by likelihood ratio leaves 1 out; else the scores stay the net's own. Rows without an error would make every score 1: their
/// interval reaches down to the end of the search.
/// </summary>
/// <param name="Estimate">Of least loss.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Its upper end.</param>
/// <param name="Rows">Development rows.</param>
/// <param name="Errors">
/// Of those, rows whose largest logit is not the label's; of rows with several labels, those with a logit on the wrong side of 0.
/// </param>
internal sealed record Calibration(double Estimate, double Low, double High, int Rows, int Errors)
{
    // Half the 95 % quantile of chi squared with one degree of freedom (Wilks 1938).
    private const double Drop = 3.841459 / 2;

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>What divides the logits.</summary>
    public double Temperature => IsDetermined ? Estimate : 1;

    public bool IsDetermined => !IsAtEnd && (Low > 1 || High < 1);

    private bool IsAtEnd => Low <= TemperatureScaling.Lowest || Estimate >= TemperatureScaling.Highest / TemperatureScaling.Precision;

    /// <summary>For the card and the console.</summary>
    public string Sentence
    {
        get
        {
            string rows = $"{Rows} development rows, {Errors} of them wrong";
            string interval = string.Create(Invariant, $"(95 % interval {Low:F3} to {High:F3})");
            const string Own = "The temperature is 1, and the scores are the net's own: ";
            return (IsDetermined, Errors, IsAtEnd) switch
            {
                (true, _, _) => string.Create(Invariant, $"The temperature {Estimate:F3} {interval} was fitted on {rows}."),
                (_, 0, _) => $"{Own}none of the {Rows} development rows is wrong, so they don't say how sure a score may be.",
                (_, _, true) => string.Create(
                    Invariant,
                    $"{Own}{rows}, don't determine another (the best fit is {Estimate:G3}, and its interval reaches the end of the "
                    + $"search)."),
                _ => string.Create(Invariant, $"{Own}{rows}, don't tell it from the best fit {Estimate:F3} {interval}."),
            };
        }
    }

    private static bool IsWrong(LabelledLogits split, int row)
    {
        if (split.Targets is null)
        {
            return Probabilities.ArgMax(split.Row(row)) != split.Labels[row];
        }

        bool wrong = false;
        for (int label = 0; label < split.Classes; label++)
        {
            wrong |= split.Row(row)[label] > 0 != split.TargetsOf(row)[label];
        }

        return wrong;
    }

    public static Calibration Of(LabelledLogits split)
    {
        double estimate = TemperatureScaling.Fit(split);
        double limit = TemperatureScaling.Loss(split, estimate) + (Drop / split.Rows);
        int errors = Enumerable.Range(0, split.Rows).Count(row => IsWrong(split, row));
        return new(estimate, End(TemperatureScaling.Lowest), End(TemperatureScaling.Highest), split.Rows, errors);

        // The loss has one valley, so it rises from the estimate to either end of the search.
        double End(double far)
        {
            if (TemperatureScaling.Loss(split, far) <= limit)
            {
                return far;
            }

            double near = estimate;
            while (Math.Abs(Math.Log(near / far)) > TemperatureScaling.Precision - 1)
            {
                double middle = Math.Sqrt(near * far);
                (near, far) = TemperatureScaling.Loss(split, middle) <= limit ? (middle, far) : (near, middle);
            }

            return near;
        }
    }
}
