using TextClassify.Explain;

namespace TextClassify.Api.Explain;

/// <summary>Every two methods of a text held against each other.</summary>
internal static class AgreementTable
{
    /// <summary>Null for fewer than two methods.</summary>
    public static AgreementResult? Of(List<MethodRun> runs)
    {
        var pairs = new List<MethodAgreement>();
        for (int second = 1; second < runs.Count; second++)
        {
            for (int first = 0; first < second; first++)
            {
                pairs.Add(Of(runs[first], runs[second]));
            }
        }

        return pairs.Count == 0 ? null : new AgreementResult(pairs.Exists(pair => pair.Disagree), Agreement.Threshold, pairs);
    }

    private static MethodAgreement Of(MethodRun first, MethodRun second)
    {
        var (left, right) = (first.Method.Explainer.Info, second.Method.Explainer.Info);
        var agreement = Agreement.Of(first.Shown.Scores, second.Shown.Scores, bySize: !left.IsSigned || !right.IsSigned);
        return new MethodAgreement([left.Name, right.Name], Number(agreement.Spearman), Number(agreement.KendallTau), agreement.Disagree);
    }

    private static double? Number(double value) => double.IsFinite(value) ? value : null;
}
