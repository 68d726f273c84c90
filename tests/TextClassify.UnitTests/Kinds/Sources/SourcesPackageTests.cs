using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TextClassify.Inference.Slots;
using TextClassify.Models;

namespace TextClassify.UnitTests.Kinds.Sources;

/// <summary>A small model of several sources through the service's loader, spoilt.</summary>
public sealed class SourcesPackageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-sources-").FullName;

    public SourcesPackageTests()
    {
        foreach (string path in Directory.EnumerateFiles(TinySources.Folder))
        {
            File.Copy(path, Path.Combine(_folder, Path.GetFileName(path)));
        }
    }

    public static TheoryData<string, string, string> Misfits => new()
    {
        { "textSource", "\"other\"", "none of its sources" },
        { "sources", "[]", "0 sources" },
        { "sources", """[{"name":"own","maxTokens":3},{"name":"own","maxTokens":3}]""", "twice" },
        { "sources", """[{"name":"own","maxTokens":0}]""", "at least 1 token" },
        { "communication", """{"messageWidth":3,"rounds":9,"readWidth":10}""", "9 rounds" },
        { "communication", """{"messageWidth":4,"rounds":2,"readWidth":10}""", "message" },
    };

    [Theory]
    [MemberData(nameof(Misfits))]
    public async Task LoadAsync_ManifestThatDoesNotFit_IsRefused(string property, string value, string reason)
    {
        Change(ModelManifest.FileName, manifest => manifest[property] = JsonNode.Parse(value));

        Assert.Contains(reason, await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_GoldenCaseOfOtherScores_IsRefused()
    {
        string path = Path.Combine(_folder, ModelManifest.GoldenFile);
        var golden = JsonNode.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))!.AsArray();
        var scores = golden.First(text => text!["sources"] is not null)!["scores"]!.AsArray();
        (scores[0], scores[1]) = (scores[1]!.DeepClone(), scores[0]!.DeepClone());
        await File.WriteAllTextAsync(path, golden.ToJsonString(), TestContext.Current.CancellationToken);
        Change(ModelManifest.FileName, manifest =>
            manifest["files"]![ModelManifest.GoldenFile] = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))));

        Assert.Contains("does not reproduce: case", await RefusalAsync(), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Change(string file, Action<JsonNode> change)
    {
        string path = Path.Combine(_folder, file);
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        change(json);
        File.WriteAllText(path, json.ToJsonString());
    }

    private async Task<string> RefusalAsync()
    {
        using var gate = RunSlots.Create(TinySources.Options);
        var outcome = await TinySources.LoadAsync(_folder, gate);
        using var resources = outcome.Resources;
        return outcome.Refusal?.ToString() ?? "";
    }
}
