using System.Net;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text.Json;
using TextClassify.Api.Security;
using TextClassify.Infrastructure;

namespace TextClassify.Maps;

/// <summary>Maps, positions and neighbours over the package of random weights, whose maps are real.</summary>
public sealed class MapTests(TinyService tiny) : IClassFixture<TinyService>
{
    private static readonly string[] Kinds = ["forward", "backward", "word"];

    private readonly Service _service = tiny.Service;

    [Fact]
    public async Task Maps_Package_ListsOneAKind()
    {
        var list = (await _service.GetAsync("/maps")).Json;

        Assert.Empty(list.GetProperty("refused").EnumerateArray());
        Assert.Equal(Kinds, list.GetProperty("maps").EnumerateArray().Select(map => map.GetProperty("state").GetString()));
        foreach (var map in list.GetProperty("maps").EnumerateArray())
        {
            string id = map.GetProperty("id").GetString()!;
            Assert.Equal(map.GetRawText(), (await _service.GetAsync($"/maps/{id}")).Text);
            Assert.InRange(map.GetProperty("quality").GetProperty("recall").GetDouble(), 0, 1);
            Assert.Equal(40, map.GetProperty("jumps").GetProperty("counts").GetArrayLength());
        }
    }

    [Theory]
    [InlineData("/maps/none")]
    [InlineData("/maps/none/points")]
    public async Task Maps_UnknownId_Is404(string path) =>
        Assert.Equal(
            (404, "unknown-map"), (await _service.GetAsync(path)).Problem() is var problem ? (problem.Status, problem.Type) : default);

    [Fact]
    public async Task Points_Blob_HoldsWholeColumnsThatNeverChange()
    {
        var map = await MapAsync("word");
        int count = map.GetProperty("points").GetInt32();
        var (blob, response) = await BlobAsync(map, etag: null);

        Assert.Equal("TCPT"u8.ToArray(), blob[..4]);
        Assert.Equal((1, count), (BitConverter.ToInt32(blob, 4), BitConverter.ToInt32(blob, 8)));
        Assert.Equal(16 + (count * 31), blob.Length);
        Assert.All(MemoryMarshal.Cast<byte, float>(blob.AsSpan(16, 20 * count)).ToArray(), value => Assert.True(float.IsFinite(value)));
        Assert.All(blob[(16 + (26 * count))..(16 + (28 * count))], label => Assert.InRange(label, 0, 2));
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("public, max-age=31536000, immutable", response.Headers.CacheControl?.ToString());
        Assert.False(response.Headers.ETag!.IsWeak);

        var (again, unchanged) = await BlobAsync(map, response.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Empty(again);
    }

    [Fact]
    public async Task Points_BehindKeys_AreKeptByTheirCallerAlone()
    {
        const string Key = "key-of-reader-00000000000000000000";
        await using var keyed = new Service(new ServiceFactory(
            null,
            ("Models:Directory", TinyService.ModelsFolder),
            ("Security:Keys:reader:Hash", KeyHash.Text(Key)),
            ("Security:Keys:reader:Scopes", "states")));
        using var request = new HttpRequestMessage(
            HttpMethod.Get, $"/maps/{(await MapAsync("word")).GetProperty("id").GetString()}/points");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);

        using var response = await keyed.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal((true, false), (response.Headers.CacheControl!.Private, response.Headers.CacheControl.Public));
    }

    [Fact]
    public async Task HiddenStates_Positions_DoNotDependOnTheBatch()
    {
        string[] texts = ["a good film", "the plot is slow and dull .", "who was it"];
        var together = await StatesAsync(texts, ["positions"]);

        for (int i = 0; i < texts.Length; i++)
        {
            var alone = Assert.Single(await StatesAsync([texts[i]], ["positions"]));
            foreach (string kind in Kinds)
            {
                var state = alone.GetProperty("states").GetProperty(kind);
                Assert.Equal((await MapAsync(kind)).GetProperty("id").GetString(), state.GetProperty("map").GetString());
                Assert.Equal(
                    Numbers(state, "positions"),
                    Numbers(together[i].GetProperty("states").GetProperty(kind), "positions"),
                    (x, y) => Math.Abs(x - y) < 1e-2);
                Assert.All(
                    state.GetProperty("distancePercentile").EnumerateArray(), percent => Assert.InRange(percent.GetDouble(), 0, 100));
                Assert.Equal(state.GetProperty("positions").GetArrayLength(), state.GetProperty("principalPositions").GetArrayLength());
                Assert.False(state.TryGetProperty("neighbours", out _));
            }
        }
    }

    [Fact]
    public async Task HiddenStates_NeighboursOfAReferenceText_AreItsOwnStates()
    {
        var map = await MapAsync("forward");
        var (blob, _) = await BlobAsync(map, etag: null);
        int count = map.GetProperty("points").GetInt32(), row = BitConverter.ToInt32(
            blob, 16 + (20 * count)), token = BitConverter.ToUInt16(blob, 16 + (24 * count));
        var entry = (await CorpusAsync()).GetProperty("texts")[row];

        var result = Assert.Single(await StatesAsync([entry.GetProperty("text").GetString()!], ["neighbours"], neighbours: 3));

        var neighbours = result.GetProperty("states").GetProperty("forward").GetProperty("neighbours")[token];
        Assert.Equal(3, neighbours.GetArrayLength());
        var nearest = neighbours[0];
        Assert.Equal(
            (0, row, token),
            (nearest.GetProperty("point").GetInt32(), nearest.GetProperty("row").GetInt32(), nearest.GetProperty("token").GetInt32()));
        Assert.InRange(nearest.GetProperty("distance").GetDouble(), 0, 0.05);
        Assert.Equal(entry.GetProperty("label").GetString(), nearest.GetProperty("label").GetString());
        Assert.Equal(result.GetProperty("tokens")[token].GetProperty("text").GetString(), nearest.GetProperty("word").GetString());
        Assert.Contains(
            nearest.GetProperty("before").GetString() + nearest.GetProperty("word").GetString() + nearest.GetProperty("after").GetString(),
            entry.GetProperty("text").GetString(),
            StringComparison.Ordinal);

        // The expected prediction of the map is the one /hidden-states gives for the same token, to 1/255.
        var cumulative = result.GetProperty(
            "expectedPrediction").GetProperty("cumulative")[token].EnumerateArray().Select(p => p.GetDouble()).Max();
        Assert.Equal(cumulative, nearest.GetProperty("cumulative").GetProperty("score").GetDouble(), 1 / 255.0);
    }

    [Fact]
    public async Task HiddenStates_MoreStatesThanTheLimit_AreRefused()
    {
        await using var service = new Service(
            new ServiceFactory(null, ("Models:Directory", TinyService.ModelsFolder), ("Limits:MaxMapStates", "8")));

        var (status, type, where, detail) = (await service.PostAsync(
            "/hidden-states", """{"inputs":"a good film","include":["positions"]}""")).Problem();

        Assert.Equal((413, "answer-too-large", "include"), (status, type, where));
        Assert.StartsWith("Positions and neighbours of 9 states are asked for; the limit is 8.", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Corpus_Page_CountsAllTexts()
    {
        var corpus = await CorpusAsync("?offset=35&limit=10");

        Assert.Equal(40, corpus.GetProperty("rows").GetInt32());
        Assert.Equal(40, corpus.GetProperty("counts").EnumerateArray().Sum(count => count.GetInt32()));
        Assert.Equal(40, corpus.GetProperty("confusion").EnumerateArray().Sum(row => row.EnumerateArray().Sum(count => count.GetInt32())));
        Assert.Equal(
            Enumerable.Range(35, 5), corpus.GetProperty("texts").EnumerateArray().Select(text => text.GetProperty("row").GetInt32()));
        var all = await CorpusAsync();
        Assert.Equal(
            all.GetProperty("correct").GetInt32(),
            all.GetProperty("texts").EnumerateArray().Count(text => text.GetProperty("correct").GetBoolean()));
        var first = all.GetProperty("texts")[0];
        var answer = (await _service.PostAsync(
            "/classify",
            JsonSerializer.Serialize(new { inputs = first.GetProperty("text").GetString(), top = 1 }))).Json.GetProperty("results")[0];
        Assert.Equal(answer.GetProperty("label").GetString(), first.GetProperty("prediction").GetString());
        Assert.Equal(answer.GetProperty("score").GetDouble(), first.GetProperty("score").GetDouble(), 1e-3);
    }

    [Theory]
    [InlineData("?limit=0", "?limit")]
    [InlineData("?limit=2001", "?limit")]
    [InlineData("?offset=-1", "?offset")]
    public async Task Corpus_OutOfRange_Is400(string query, string where) =>
        Assert.Equal(where, (await _service.GetAsync("/models/tiny/1/corpus" + query)).Problem().Where);

    private async Task<JsonElement> MapAsync(string kind) =>
        (await _service.GetAsync("/maps")).Json.GetProperty("maps").EnumerateArray().Single(
            map => map.GetProperty("state").GetString() == kind);

    private async Task<JsonElement> CorpusAsync(string query = "") => (await _service.GetAsync("/models/tiny/1/corpus" + query)).Json;

    private async Task<(byte[] Blob, HttpResponseMessage Response)> BlobAsync(JsonElement map, EntityTagHeaderValue? etag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/maps/{map.GetProperty("id").GetString()}/points");
        if (etag is not null)
        {
            request.Headers.IfNoneMatch.Add(etag);
        }

        var response = await _service.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return (await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), response);
    }

    private async Task<JsonElement[]> StatesAsync(string[] inputs, string[] include, int? neighbours = null)
    {
        string[] parts = [.. include, "expectedPrediction"];
        var answer = await _service.PostAsync("/hidden-states", JsonSerializer.Serialize(new { inputs, include = parts, neighbours }));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return [.. answer.Json.GetProperty("results").EnumerateArray()];
    }

    private static IEnumerable<double> Numbers(JsonElement state, string name) =>
        state.GetProperty(name).EnumerateArray().SelectMany(pair => pair.EnumerateArray()).Select(number => number.GetDouble());
}
