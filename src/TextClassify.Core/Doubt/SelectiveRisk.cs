namespace TextClassify.Doubt;

/// <summary>
/// From which score on a model may answer so that at most a given share of its answers is wrong: selection with guaranteed risk
/// (Geifman and El-Yaniv 2017, algorithm 1), with the exact binomial bound.
/// </summary>
public sealed class SelectiveRisk
{
    /// <summary>How sure the promise is.</summary>
    public const double Confidence = 0.95;

    private readonly double[] _scores;

    // [i]: errors among the i + 1 texts of the highest scores.
    private readonly int[] _errors;

    public SelectiveRisk(DevelopmentScores scores)
    {
        int n = scores.Right.Count + scores.Wrong.Count;
        _scores = new double[n];
        _errors = new int[n];
        for (int i = 0; i < n; i++)
        {
            bool isError = i >= scores.Right.Count;
            _scores[i] = isError ? scores.Wrong[i - scores.Right.Count] : scores.Right[i];
            _errors[i] = isError ? 1 : 0;
        }

        Array.Sort(_scores, _errors, Comparer<double>.Create(static (a, b) => b.CompareTo(a)));
        for (int i = 1; i < n; i++)
        {
            _errors[i] += _errors[i - 1];
        }
    }

    /// <summary>
    /// The threshold that answers most texts among those which a search by halves finds to hold the promise; null where none does.
    /// </summary>
    /// <param name="risk">Share of answers that may be wrong, above 0 and below 1.</param>
    public SelectiveThreshold? For(double risk)
    {
        int n = _scores.Length;
        int steps = Math.Max(1, (int)Math.Ceiling(Math.Log2(Math.Max(n, 2))));
        double allowance = (1 - Confidence) / steps;
        int low = 0, high = n;
        SelectiveThreshold? found = null;
        for (int step = 0; step < steps && low < high; step++)
        {
            int answered = AtLeast((low + high + 1) / 2);
            if (Binomial.AtMost(_errors[answered - 1], answered, risk) <= allowance)
            {
                found = new(_scores[answered - 1], (double)answered / n, (double)_errors[answered - 1] / answered);
                low = answered;
            }
            else
            {
                high = ((low + high + 1) / 2) - 1;
            }
        }

        return found;
    }

    /// <summary>The least risk, in steps of 0.001, that some threshold holds; null where even one half is beyond it.</summary>
    public double? Least
    {
        get
        {
            for (int thousandths = 1; thousandths <= 500; thousandths++)
            {
                if (For(thousandths / 1000.0) is not null)
                {
                    return thousandths / 1000.0;
                }
            }

            return null;
        }
    }

    /// <summary>Texts of one score are answered together, or none of them.</summary>
    private int AtLeast(int answered)
    {
        while (answered < _scores.Length && _scores[answered] == _scores[answered - 1])
        {
            answered++;
        }

        return answered;
    }
}

/// <summary>Where a model begins to answer.</summary>
/// <param name="Score">The least calibrated probability of the likeliest label, 0..1.</param>
/// <param name="Answered">Share of the development texts that reach it.</param>
/// <param name="Errors">Share of wrong ones among these.</param>
public sealed record SelectiveThreshold(double Score, double Answered, double Errors);
