using System.Security.Cryptography;
using System.Text.Json;
using TextClassify.Inference.Loading;
using TextClassify.Infrastructure;
using TextClassify.Models;

namespace TextClassify.Kinds;

/// <summary>A kind with a manifest of its own and no graph, made of what a kind in another project could use.</summary>
internal sealed class TallyKind : IModelKind
{
    public IReadOnlyList<string> Architectures => [TallyManifest.ArchitectureName];

    public async Task<LoadOutcome> LoadAsync(PackageLoad load, CancellationToken cancellationToken)
    {
        byte[] json = PackageFileRules.ReadAll(load.Files, ModelManifest.FileName);
        var manifest = JsonSerializer.Deserialize<TallyManifest>(json, JsonSerializerOptions.Web)!;
        string? reason = ManifestRules.CheckIdentity(manifest, load.Name, load.Version) ?? ManifestRules.CheckFiles(manifest.Files);
        var refusal = reason is null
            ? PackageFileRules.Check(load.Files, manifest.Files, [])
            : new PackageRefusal(ModelManifest.FileName, reason);
        if (refusal is not null)
        {
            return new LoadOutcome(refusal);
        }

        int labels = manifest.Tally.Labels.Length;
        var forward = new AdditiveForward(new float[labels], [new float[labels], new float[labels], .. manifest.Tally.Words.Values]);
        var model = new TallyModel(manifest, Convert.ToHexStringLower(SHA256.HashData(json)), forward, load.Time.GetUtcNow());
        return await model.FaultAsync(0, cancellationToken) is { } fault
            ? new LoadOutcome(new PackageRefusal(ModelManifest.FileName, $"does not reproduce: {fault}."))
            : new LoadOutcome(model, resources: null);
    }
}
