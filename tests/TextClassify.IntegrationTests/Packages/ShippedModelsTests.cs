using System.IO.Compression;
using System.Net;
using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Packages;

/// <summary>The shipped models over HTTP on real text. Skipped, with the reason, where the models or the data are not there.</summary>
public sealed class ShippedModelsTests : IAsyncDisposable
{
    private static readonly string ModelsFolder = Path.Combine(Repository.Folder, "models");
    private static readonly string DevelopmentSplit = Path.Combine("sst2", "dev.jsonl.gz");

    private readonly Lazy<Service> _service = new(() => new Service(new ServiceFactory(null, ("Models:Directory", ModelsFolder))));

    /// <summary>Of all texts of the SST-2 development split: evidence + bias = logit, alone = batch of 64 = lines, offsets give the
    /// token.</summary>
    [Fact]
    public async Task Sentiment_DevelopmentSplit_ClassifyLawsHold() =>
        await PackageLaws.ClassifyAsync(Sentiment(), "sentiment", Texts(), 64);

    [Fact]
    public async Task Sentiment_DevelopmentSplit_CumulativeEndsAtThePrediction() =>
        await PackageLaws.HiddenStatesAsync(Sentiment(), "sentiment", Texts(), 64, "cumulative");

    [Fact]
    public async Task Sentiment_DevelopmentSplit_CertificatesHold() =>
        await PackageLaws.ExplainAsync(Sentiment(), "sentiment", Texts(), 64);

    /// <summary>Both parts of every token's split are computed, so that they give the logit together is a check of the graph.</summary>
    [Fact]
    public async Task Sentiment_DevelopmentSplit_ContextualSplitsAreExact()
    {
        string[] inputs = [.. Texts().Where((_, i) => i % 10 == 0)];

        var results = (await Sentiment().PostAsync(
            "/explain", JsonSerializer.Serialize(new { model = "sentiment", inputs, method = "contextual" }))).Json.GetProperty("results");

        Assert.All(
            results.EnumerateArray(), result => Assert.InRange(result.GetProperty("facts").GetProperty("residual").GetDouble(), 0, 1e-4));
    }

    [Theory]
    [InlineData("sentiment")]
    [InlineData("question")]
    [InlineData("topic")]
    [InlineData("review")]
    [InlineData("toxicity")]
    [InlineData("case")]
    [InlineData("reaction-class")]
    public async Task Shipped_Model_Serves(string name)
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(ModelsFolder, name)), $"models/{name} is not shipped here.");

        var model = await _service.Value.GetAsync($"/models/{name}");
        string text = model.Json.TryGetProperty("notation", out _) ? "CCO>>CC=O" : "Who wrote this fine film?";
        var answer = await _service.Value.PostAsync("/classify", $$"""{"model":"{{name}}","inputs":"{{text}}"}""");

        Assert.Equal(HttpStatusCode.OK, model.Status);
        Assert.Contains(
            answer.Json.GetProperty("results")[0].GetProperty("label").GetString(),
            model.Json.GetProperty("labels").EnumerateArray().Select(label => label.GetString()));
    }

    /// <summary>
    /// States of texts that are not in the maps keep at least nine tenths of the maps' own recall when they are placed.
    /// Of <c>question</c> the plane keeps less of the backward states, which start from the base: their map's trustworthiness is 0.844.
    /// </summary>
    [Theory]
    [InlineData("sentiment", 0.9)]
    [InlineData("question", 0.8)]
    [InlineData("topic", 0.9)]
    public async Task Shipped_Maps_PlaceHeldBackStatesWell(string name, double leastTrustworthiness)
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(ModelsFolder, name)), $"models/{name} is not shipped here.");
        JsonElement[] maps =
        [
            .. (await _service.Value.GetAsync("/maps")).Json.GetProperty("maps").EnumerateArray()
                .Where(map => map.GetProperty("model").GetProperty("name").GetString() == name),
        ];
        Assert.SkipWhen(maps.Length == 0, $"models/{name} has no maps.");

        Assert.Equal(3, maps.Length);
        foreach (var quality in maps.Select(map => map.GetProperty("quality")))
        {
            Assert.InRange(quality.GetProperty("placedStates").GetInt32(), 100, 600);
            Assert.InRange(quality.GetProperty("placedRecall").GetDouble() / quality.GetProperty("recall").GetDouble(), 0.9, 1.2);
            Assert.InRange(quality.GetProperty("storedRecall").GetDouble(), 0.95, 1);
            Assert.InRange(quality.GetProperty("trustworthiness").GetDouble(), leastTrustworthiness, 1);
        }
    }

    public ValueTask DisposeAsync() => _service.IsValueCreated ? _service.Value.DisposeAsync() : ValueTask.CompletedTask;

    private Service Sentiment()
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(ModelsFolder, "sentiment")), "models/sentiment is not shipped here.");
        return _service.Value;
    }

    private static List<string> Texts()
    {
        string? data = Environment.GetEnvironmentVariable("TEXTCLASSIFY_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(data), "TEXTCLASSIFY_DATA names no data folder.");
        string file = Path.Combine(data, DevelopmentSplit);
        Assert.SkipUnless(File.Exists(file), $"{DevelopmentSplit} is not in the data folder.");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        var texts = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            texts.Add(JsonElement.Parse(line).GetProperty("text").GetString()!);
        }

        Assert.Equal(872, texts.Count);
        return texts;
    }
}
