using TextClassify.Explain.Parameters;
using TextClassify.Explain.Quality;
using TextClassify.Explain.Quality.Metrics;

namespace TextClassify.Api.Explain.Planning;

internal static class MetricPlan
{
    // Without the mask, which only some models know: figures by it would stand beside no others.
    private static readonly string[] Removals =
        [.. Enum.GetValues<RemovalRule>().Where(rule => rule is not RemovalRule.Mask).Select(rule => rule.ToString().ToLowerInvariant())];

    public static Problem? Check(ExplainRequest request)
    {
        for (int i = 0; i < request.Metrics?.Count; i++)
        {
            if (QualityCatalog.Find(request.Metrics[i]) is null)
            {
                string known = string.Join(", ", QualityCatalog.All.Select(metric => metric.Name));
                return new Problem(ProblemTypes.UnknownMetric, $"{Quoted.Name(request.Metrics[i])} is not a metric; there are {known}.")
                {
                    Where = $"metrics[{i}]",
                };
            }
        }

        return request.Removal is null || Removals.Contains(request.Removal)
            ? null
            : new Problem(
                ProblemTypes.OutOfRange, $"{Quoted.Name(request.Removal)} is not a removal rule; there are {string.Join(", ", Removals)}.")
            {
                Where = "removal",
            };
    }

    public static QualityOptions Options(ExplainRequest request) => request.Removal is null
        ? new QualityOptions()
        : new QualityOptions { Removal = Enum.Parse<RemovalRule>(request.Removal, ignoreCase: true) };
}
