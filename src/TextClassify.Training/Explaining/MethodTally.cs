using TextClassify.Explain;
using TextClassify.Explain.Quality;

namespace TextClassify.Training.Explaining;

/// <summary>What one method reached so far.</summary>
internal sealed class MethodTally(ComparedMethod method)
{
    public const string TokenF1 = "token_f1", IouF1 = "iou_f1", Auprc = "auprc";

    private readonly Dictionary<string, Mean> _values = new(StringComparer.Ordinal);
    private int _converged, _certificates;

    public ComparedMethod Method => method;

    public Mean Calls { get; } = new();

    public Mean Milliseconds { get; } = new();

    /// <summary>Share of the texts whose certificate holds; null for a method that gives none.</summary>
    public double? Converged => _certificates > 0 ? (double)_converged / _certificates : null;

    /// <summary>By the metric's name; empty for one that had no value on any text.</summary>
    public Mean this[string metric]
    {
        get
        {
            if (!_values.TryGetValue(metric, out var mean))
            {
                _values.Add(metric, mean = new Mean());
            }

            return mean;
        }
    }

    public void Add(Explanation explanation, TimeSpan elapsed, QualityReport quality)
    {
        Calls.Add(explanation.ModelCalls);
        Milliseconds.Add(elapsed.TotalMilliseconds);
        _certificates += explanation.Certificate is null ? 0 : 1;
        _converged += explanation.Certificate is { Converged: true } ? 1 : 0;
        foreach (var value in quality.Values)
        {
            this[value.Metric.Name].Add(value.Value ?? double.NaN);
        }
    }

    /// <summary>Plausibility against what people marked.</summary>
    /// <param name="scores">[T].</param>
    /// <param name="human">[T], one marked at least.</param>
    public void AddHuman(ReadOnlySpan<float> scores, ReadOnlySpan<bool> human)
    {
        bool[] chosen = Plausibility.Choose(scores, human);
        this[TokenF1].Add(Plausibility.TokenF1(chosen, human));
        this[IouF1].Add(Plausibility.IouF1(chosen, human));
        this[Auprc].Add(Plausibility.AveragePrecision(scores, human));
    }
}
