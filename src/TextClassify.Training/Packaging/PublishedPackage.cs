namespace TextClassify.Training.Packaging;

/// <summary>A package in its place; the SHA-256 of model.json names the content.</summary>
internal sealed record PublishedPackage(string Folder, PackageManifest Manifest, string Sha256, long Bytes, Findings Findings)
{
    /// <summary>For the console.</summary>
    public string Format()
    {
        var ci = CultureInfo.InvariantCulture;
        string metrics = string.Join(", ", Manifest.Metrics.Select(metric => string.Create(ci, $"{metric.Key} {metric.Value:0.####}")));
        string[] lines =
        [
            string.Create(ci, $"{Folder} ({Bytes / 1e6:F1} MB, sha256 {Sha256})"),
            $"development rows: {metrics}",
            .. Findings.Notes,
            Findings.HasGradients
                ? string.Create(
                    ci,
                    $"Its gradients are autograd's (double precision, relative error at most {GradientParity.Tolerance:0E-0}); "
                    + $"the service's loader accepts it.")
                : "The service's loader accepts it.",
        ];
        return string.Join('\n', lines);
    }
}
