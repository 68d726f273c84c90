using System.Collections.Immutable;
using TextClassify.Models.Classifier;

namespace TextClassify.Models.Aspect;

/// <summary>Reads packages of models that say what a text thinks of each of its aspects.</summary>
public sealed class AspectPackageReader : ClassifierPackageReader
{
    /// <summary>What the training tool's own packages give.</summary>
    public static ImmutableArray<string> Given { get; } =
        [Capabilities.Evidence, Capabilities.WordWeights, Capabilities.HiddenStates, Capabilities.Aspects];

    protected override ImmutableArray<string> Able => Given;

    protected override string? Needed => Capabilities.Aspects;

    protected override string Task => AspectManifest.TaskName;

    protected override ImmutableArray<string> Graphs => [AspectManifest.EncoderFile, AspectManifest.ReadoutFile];

    protected override (ModelManifest? Manifest, PackageRefusal? Refusal) Parse(ReadOnlySpan<byte> json) =>
        JsonFile.Parse(ModelManifest.FileName, json, AspectPackageJson.Strict.AspectManifest);

    protected override (bool Fits, string Rule) Fit(ForwardShape shape) =>
        (shape is { Aspects: 1, StateWidth: > 0, WordWidth: 0 }, "it takes 1, at least 1, and 0");

    protected override string? CheckOwn(ModelManifest manifest)
    {
        var zones = ((AspectManifest)manifest).Zones;
        return manifest.Outputs is not null ? "has independent outputs; what is thought of an aspect is one label."
            : zones.Count < 1 || zones.Width < 1 ? $"has {zones.Count} zones of width {zones.Width}; both must be at least 1."
            : ManifestRules.CheckWidest(zones.Count, zones.Width);
    }

    protected override string? CheckOwn(GoldenText text, int index)
    {
        if (text.Aspect is not { } aspect || text.Tagged is not { } tagged)
        {
            return $"has no aspect or no tagged at index {index}; the text of an aspect model has both.";
        }

        if (text.Sources is not null)
        {
            return $"has sources at index {index} where {ModelManifest.FileName} is of a model of single texts.";
        }

        int from = 0;
        foreach (var span in tagged)
        {
            if (span is null || span.Start < from || !Fits(text.Text, span))
            {
                return $"has {Words(span)} among tagged at index {index}; "
                    + $"spans lie in the text of {text.Text.Length} UTF-16 code units and follow each other.";
            }

            from = span.End;
        }

        return Fits(text.Text, aspect)
            ? null
            : $"has {Words(aspect)} as aspect at index {index}, whose text has {text.Text.Length} UTF-16 code units.";
    }

    private static bool Fits(string text, GoldenSpan span) => span.Start >= 0 && span.End > span.Start && span.End <= text.Length;

    private static string Words(GoldenSpan? span) => span is null ? "null" : $"{span.Start} to {span.End}";
}
