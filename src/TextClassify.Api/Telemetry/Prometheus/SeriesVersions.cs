namespace TextClassify.Api.Telemetry.Prometheus;

/// <summary>Which versions of models a series is about, as <c>name/version</c>.</summary>
internal static class SeriesVersions
{
    /// <summary>
    /// Of tags <c>model</c> and <c>version</c>, of <c>model</c> and <c>shadow</c>, and of <c>model</c> where it is name/version; none for
    /// other series.
    /// </summary>
    public static IReadOnlyList<string> Of(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string? model = null, version = null, shadow = null;
        foreach (var (name, value) in tags)
        {
            switch (name)
            {
                case "model":
                    model = value as string;
                    break;
                case "version":
                    version = value as string;
                    break;
                case "shadow":
                    shadow = value as string;
                    break;
            }
        }

        return model is null ? []
            : model.Contains('/', StringComparison.Ordinal) ? [model]
            : version is null ? []
            : shadow is null ? [$"{model}/{version}"]
            : [$"{model}/{version}", $"{model}/{shadow}"];
    }
}
