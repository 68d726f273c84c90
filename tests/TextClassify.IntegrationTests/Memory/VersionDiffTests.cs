using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Memory;

/// <summary>Two versions that read film and not the other way about, over four texts by hand.</summary>
public sealed class VersionDiffTests : IDisposable
{
    private static readonly string[] Texts = ["fine film", "a fine film", "fine fine film", "not not film"];

    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-memory-").FullName;

    [Fact]
    public async Task Diff_OfTwoVersions_HasFlipsSignsAndRanks()
    {
        await using var service = Start("Text");
        string id = await SendAsync(service, "2");
        await SendAsync(service, "1");
        await PutAsync(service, $"/feedback/{id}/3", "negative");

        var diff = await GetAsync(service, "/explanations/diff?version=2&against=1&minSupport=2");

        Assert.Equal(
            (4, 4, 4, 0.75),
            (Number(diff, "texts"), Number(diff, "versionTexts"), Number(diff, "againstTexts"), Value(diff, "agreement")));
        Assert.Equal((1, 1, 0), (Number(diff, "labelled"), Number(diff, "versionRight"), Number(diff, "againstRight")));
        var flip = Assert.Single(diff.GetProperty("flips").EnumerateArray());
        Assert.Equal(("positive", "negative", 1), (Text(flip, "againstLabel"), Text(flip, "versionLabel"), Number(flip, "texts")));

        // Wilson's interval of one in four.
        Assert.Equal(
            (0.25, 0.045587, 0.699358),
            (Value(flip, "share"), flip.GetProperty("share").GetProperty("lower").GetDouble(),
                flip.GetProperty("share").GetProperty("upper").GetDouble()));
        var example = Assert.Single(flip.GetProperty("examples").EnumerateArray());
        var (before, after) = (example.GetProperty("against"), example.GetProperty("version"));
        Assert.Equal(("1", "positive", "not not film"), (Text(before, "version"), Text(before, "label"), Text(before, "text")));
        Assert.Equal(("2", "negative", "not not film"), (Text(after, "version"), Text(after, "label"), Text(after, "text")));

        var reasons = diff.GetProperty("reasons");
        Assert.Equal(3, Number(reasons, "texts"));
        var film = Assert.Single(reasons.GetProperty("signs").EnumerateArray());
        Assert.Equal(
            ("film", "positive", 3, 0.25, -0.25, 0.5, 0.0),
            (Text(film, "text"), Text(film, "label"), Number(film, "support"), Value(film, "version"), Value(film, "against"),
                Value(film, "difference"), film.GetProperty("q").GetDouble()));
        Assert.Equal(
            [("fine", 1, 1), ("film", 2, 2)],
            reasons.GetProperty("ranks").EnumerateArray().Select(
                token => (Text(token, "text"), Number(token, "versionRank"), Number(token, "againstRank"))));
    }

    [Fact]
    public async Task Diff_AtAggregates_HasFlipsAndNoReasons()
    {
        await using var service = Start("Aggregates");
        await SendAsync(service, "2");
        await SendAsync(service, "1");

        var diff = await GetAsync(service, "/explanations/diff?version=2&against=1");

        Assert.Single(diff.GetProperty("flips").EnumerateArray());
        Assert.False(diff.TryGetProperty("reasons", out _));
    }

    [Fact]
    public async Task Diff_OfOneVersionAlone_SaysHowToHaveBoth()
    {
        await using var service = Start("Evidence");
        await SendAsync(service, "2");

        var problem = (await service.GetAsync("/explanations/diff?version=2&against=1")).Problem();

        Assert.Equal((409, "nothing-in-common"), (problem.Status, problem.Type));
        Assert.Contains("4 texts of polarity/2 and 0 texts of polarity/1", problem.Detail, StringComparison.Ordinal);
        Assert.Contains("POST /classify with \"model\":\"polarity/1\"", problem.Detail, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Service Start(string level) => Start(level, _folder);

    internal static Service Start(string level, string folder)
    {
        float[][] earlier = [.. PolarityModel.Evidence];
        earlier[Array.IndexOf(PolarityModel.Words, "film")] = [0.25f, -0.25f];
        earlier[Array.IndexOf(PolarityModel.Words, "not")] = [-0.5f, 0.5f];
        var registry = new FixedRegistry(
            "polarity", PolarityModel.Over(PolarityModel.Forward()),
            PolarityModel.Over(new AdditiveForward(PolarityModel.Bias, earlier), version: "1"));
        return new Service(new ServiceFactory(registry, ("Memory:Level", level), ("Memory:Directory", folder)));
    }

    internal static async Task<string> SendAsync(Service service, string version)
    {
        var answer = await service.PostAsync(
            "/classify",
            $$"""{"model":"polarity/{{version}}","inputs":{{JsonSerializer.Serialize(Texts)}},"record":"required","cohort":"a/b:c"}""");
        Assert.True((int)answer.Status == 200, answer.Text);
        return answer.Json.GetProperty("predictionId").GetString()!;
    }

    private static async Task PutAsync(Service service, string path, string label)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path)
        {
            Content = Service.Body(JsonSerializer.SerializeToUtf8Bytes(new { label }), "application/json"),
        };
        Assert.Equal(200, (int)(await service.SendAsync(request)).Status);
    }

    private static async Task<JsonElement> GetAsync(Service service, string path)
    {
        var answer = await service.GetAsync(path);
        Assert.True((int)answer.Status == 200, answer.Text);
        return answer.Json;
    }

    private static int Number(JsonElement of, string name) => of.GetProperty(name).GetInt32();

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();

    private static double Value(JsonElement of, string name) => of.GetProperty(name).GetProperty("value").GetDouble();
}
