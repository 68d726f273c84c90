using System.Collections.Immutable;
using TextClassify.Communication;
using TextClassify.Models.Classifier;

namespace TextClassify.Models.Sources;

/// <summary>Reads packages of models whose nodes read a source of a case each.</summary>
public sealed class SourcesPackageReader : ClassifierPackageReader
{
    private const int MostNameLength = 64;

    /// <summary>What the training tool's own packages give.</summary>
    public static ImmutableArray<string> Given { get; } = [Capabilities.Evidence];

    protected override ImmutableArray<string> Able => Given;

    protected override string? Needed => Capabilities.Evidence;

    protected override ImmutableArray<string> Graphs =>
        [SourcesManifest.ReadFile, SourcesManifest.NodeFile, SourcesManifest.ReadoutFile];

    protected override (ModelManifest? Manifest, PackageRefusal? Refusal) Parse(ReadOnlySpan<byte> json) =>
        JsonFile.Parse(ModelManifest.FileName, json, SourcesPackageJson.Strict.SourcesManifest);

    protected override (bool Fits, string Rule) Fit(ForwardShape shape) =>
        (shape is { Aspects: > 0, StateWidth: > 0, WordWidth: > 0 }, "each must be at least 1");

    protected override string? CheckOwn(ModelManifest manifest)
    {
        var own = (SourcesManifest)manifest;
        var communication = own.Communication;
        return manifest.Outputs is not null ? "has independent outputs; what sources answer together is one label."
            : CheckSources(own.Sources)
            ?? (own.RoleOf(own.TextSource) < 0 ? $"has the textSource '{own.TextSource}', which is none of its sources."
            : communication.Rounds is < 0 or > CaseLimits.MostRounds
                ? $"has {communication.Rounds} rounds; it takes 0 to {CaseLimits.MostRounds}."
            : communication.MessageWidth < 1 || communication.ReadWidth < 1
                ? $"has messages of width {communication.MessageWidth} and tokens of width {communication.ReadWidth}; both must be at "
                    + "least 1."
            : ManifestRules.CheckWidest(communication.MessageWidth, communication.ReadWidth));
    }

    protected override string? CheckOwn(GoldenText text, int index)
    {
        if (text.Aspect is not null || text.Tagged is not null)
        {
            return $"has an aspect at index {index} where {ModelManifest.FileName} is of a model without aspects.";
        }

        return text.Sources is { Count: 0 } ? $"has a case without a source at index {index}." : null;
    }

    private static string? CheckSources(IReadOnlyList<SourceDescription> sources)
    {
        if (sources.Count is < 1 or > CaseLimits.MostSources)
        {
            return $"has {sources.Count} sources; it takes 1 to {CaseLimits.MostSources}.";
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            if (source is not { Name.Length: > 0 and <= MostNameLength, MaxTokens: > 0 })
            {
                return $"has a source with a name of {source?.Name.Length ?? 0} characters and a limit of {source?.MaxTokens ?? 0} tokens; "
                    + $"it takes 1 to {MostNameLength} characters and at least 1 token.";
            }

            if (!seen.Add(source.Name))
            {
                return $"has the source '{source.Name}' twice.";
            }
        }

        return null;
    }
}
