using System.Collections.Immutable;

namespace TextClassify.Models.Classifier;

/// <summary>
/// What must hold inside every <see cref="ModelManifest"/>. A reason is the end of a sentence that begins with the file's name.
/// </summary>
internal static class ClassifierManifestRules
{
    /// <param name="manifest">What is checked.</param>
    /// <param name="able">Capabilities that a package of the kind may declare.</param>
    /// <param name="needed">The one that it must declare; null for none.</param>
    public static string? CheckCapabilities(ModelManifest manifest, ImmutableArray<string> able, string? needed)
    {
        foreach (string capability in manifest.Capabilities)
        {
            if (!Capabilities.All.Contains(capability))
            {
                return $"declares the capability '{capability}'; this build knows {string.Join(", ", Capabilities.All)}.";
            }
        }

        if (needed is not null && !manifest.Has(needed))
        {
            return $"has the architecture '{manifest.Architecture}' without the capability '{needed}'.";
        }

        foreach (string capability in manifest.Capabilities)
        {
            if (!able.Contains(capability))
            {
                return $"declares the capability '{capability}', which the architecture '{manifest.Architecture}' does not have.";
            }
        }

        return null;
    }

    public static string? CheckTask(ModelManifest manifest, string task) =>
        manifest.Task != task ? $"has the task '{manifest.Task}'; this build does '{task}'." : null;

    public static string? CheckLabels(ModelManifest manifest)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string label in manifest.Labels)
        {
            if (string.IsNullOrWhiteSpace(label))
            {
                return $"has an empty label at index {seen.Count}.";
            }

            if (!seen.Add(label))
            {
                return $"has the label '{label}' twice.";
            }
        }

        return seen.Count < 2 ? $"has {seen.Count} labels; a classifier has at least two."
            : seen.Count != manifest.Shape.Classes ? $"has {seen.Count} labels where its shape has {manifest.Shape.Classes} classes."
            : null;
    }

    public static string? CheckOutputs(ModelManifest manifest)
    {
        if (manifest.Outputs is null)
        {
            return manifest.Thresholds is null ? null : "has thresholds without independent outputs.";
        }

        if (manifest.Outputs != ModelManifest.IndependentOutputs)
        {
            return $"has the outputs '{manifest.Outputs}'; this build knows '{ModelManifest.IndependentOutputs}'.";
        }

        if (manifest.Thresholds?.Count != manifest.Labels.Count)
        {
            return $"has {manifest.Thresholds?.Count ?? 0} thresholds where it has {manifest.Labels.Count} independent labels.";
        }

        foreach (double threshold in manifest.Thresholds)
        {
            if (!(threshold is >= 0 and <= 1))
            {
                return $"has the threshold {threshold}; it lies between 0 and 1.";
            }
        }

        return null;
    }

    public static string? CheckNumbers(ModelManifest manifest) =>
        !double.IsFinite(manifest.Temperature) || manifest.Temperature <= 0
            ? $"has the temperature {manifest.Temperature}; it must be finite and above 0."
        : manifest.Tokenizer.MaxTokens < 1 ? $"has a limit of {manifest.Tokenizer.MaxTokens} tokens; it must be at least 1."
        : manifest.Embedding.Rows < 2 || manifest.Embedding.Width < (manifest.Inputs is null ? 1 : 0)
            ? $"has an embedding of {manifest.Embedding.Rows} rows and width {manifest.Embedding.Width}; it takes at least 2 and 1."
        : null;
}
