using System.Globalization;
using TextClassify.Models;

namespace TextClassify.Training.Packaging;

/// <param name="Folder">Where it stands.</param>
/// <param name="Manifest">Its model.json.</param>
/// <param name="Sha256">SHA-256 of model.json, which names the content.</param>
/// <param name="Bytes">All files together.</param>
/// <param name="Findings">What was found on the way.</param>
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
