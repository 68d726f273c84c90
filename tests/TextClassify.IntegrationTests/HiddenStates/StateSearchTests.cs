using System.Net;
using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.HiddenStates;

public sealed class StateSearchTests(TinyService tiny) : IClassFixture<TinyService>
{
    private static readonly string[] Backward = ["backward"];
    private static readonly string[] Vectors = ["vectors"];
    private static readonly int[] Units = [0, 3];

    private readonly Service _service = tiny.Service;

    [Fact]
    public async Task Near_Token_GivesTheNeighboursOfHiddenStates()
    {
        var found = await SearchAsync("""{"state":"word","near":{"text":"a good film","token":1},"top":4}""");

        var states = (await _service.PostAsync(
            "/hidden-states", """{"inputs":"a good film","states":["word"],"include":["neighbours"],"neighbours":4}""")).Json;
        Assert.Equal(
            states.GetProperty("results")[0].GetProperty("states").GetProperty("word").GetProperty("neighbours")[1].GetRawText(),
            found.GetProperty("near").GetRawText());
    }

    [Fact]
    public async Task Near_PointWithin_LeavesItselfAndFarOnesOut()
    {
        var all = (await SearchAsync("""{"near":{"point":5},"top":1000}""")).GetProperty("near");
        double distance = all[9].GetProperty("distance").GetDouble();

        var within = (await SearchAsync(
            JsonSerializer.Serialize(new { near = new { point = 5, within = distance }, top = 1000 }))).GetProperty("near");

        Assert.DoesNotContain(5, all.EnumerateArray().Select(state => state.GetProperty("point").GetInt32()));
        Assert.InRange(within.GetArrayLength(), 10, all.GetArrayLength() - 1);
        Assert.All(within.EnumerateArray(), state => Assert.InRange(state.GetProperty("distance").GetDouble(), 0, distance));
    }

    [Fact]
    public async Task Pattern_Span_FindsItInItsOwnText()
    {
        var entry = (await _service.GetAsync("/models/tiny/1/corpus")).Json.GetProperty("texts").EnumerateArray()
            .First(text => text.GetProperty("tokenCount").GetInt32() >= 5);
        string text = entry.GetProperty("text").GetString()!;

        var found = await SearchAsync(
            JsonSerializer.Serialize(new { pattern = new { text, start = 1, end = 3, threshold = 0, leastTokens = 2 }, top = 1000 }));

        Assert.Equal(40, found.GetProperty("textsSearched").GetInt32());
        Assert.NotEmpty(found.GetProperty("units").EnumerateArray());
        var spans = found.GetProperty("spans").EnumerateArray().ToArray();
        Assert.Contains(spans, span =>
            span.GetProperty("row").GetInt32() == entry.GetProperty("row").GetInt32()
                && span.GetProperty("start").GetInt32() <= 1
                && span.GetProperty("end").GetInt32() >= 3);
        Assert.Equal(found.GetProperty("spansFound").GetInt32(), spans.Length);
        Assert.Equal(spans.Length, found.GetProperty("spansByLabel").EnumerateArray().Sum(count => count.GetInt32()));
        Assert.All(spans, span => Assert.True(span.GetProperty("end").GetInt32() - span.GetProperty("start").GetInt32() >= 2));
    }

    /// <summary>Every token reported is on in every unit, and every token that is on is reported: by the vectors of the same
    /// texts.</summary>
    [Fact]
    public async Task Pattern_Units_AreThoseOfTheVectors()
    {
        string[] inputs =
        [
            .. (await _service.GetAsync("/models/tiny/1/corpus")).Json.GetProperty("texts").EnumerateArray().Select(
                text => text.GetProperty("text").GetString()!),
        ];
        var answer = (await _service.PostAsync(
            "/hidden-states", JsonSerializer.Serialize(new { inputs, states = Backward, include = Vectors, encoding = "numbers" }))).Json;
        var values = answer.GetProperty("results").EnumerateArray()
            .SelectMany((result, row) => result.GetProperty("states").GetProperty("backward").GetProperty("vectors").GetProperty("values")
            .EnumerateArray().Select((state, token) => (row, token, First: state[0].GetSingle(), Second: state[3].GetSingle()))).ToArray();
        float threshold = (values.Average(state => state.First) + values.Average(state => state.Second)) / 2;

        var found = await SearchAsync(
            JsonSerializer.Serialize(new { state = "backward", pattern = new { units = Units, threshold }, top = 1000 }));

        var on = values.Where(
            state => state.First >= threshold && state.Second >= threshold).Select(state => (state.row, state.token)).ToArray();
        var reported = found.GetProperty("spans").EnumerateArray().SelectMany(span =>
            Enumerable.Range(
                span.GetProperty("start").GetInt32(), span.GetProperty("end").GetInt32() - span.GetProperty("start").GetInt32())
                .Select(token => (span.GetProperty("row").GetInt32(), token)));
        Assert.InRange(on.Length, 1, values.Length - 1);
        Assert.Equal(on.Order(), reported.Order());
    }

    [Theory]
    [InlineData("""{}""", "missing-property", null)]
    [InlineData("""{"near":{"point":1},"pattern":{"units":[1]}}""", "missing-property", null)]
    [InlineData("""{"near":{}}""", "missing-property", "near")]
    [InlineData("""{"near":{"point":1,"text":"a"}}""", "missing-property", "near")]
    [InlineData("""{"near":{"text":"a good film","token":3}}""", "out-of-range", "near.token")]
    [InlineData("""{"near":{"point":100000}}""", "out-of-range", "near.point")]
    [InlineData("""{"near":{"text":" ","token":0}}""", "empty-text", "near.text")]
    [InlineData("""{"near":{"point":1,"within":-1}}""", "out-of-range", "near.within")]
    [InlineData("""{"near":{"point":1,"within":"x"}}""", "wrong-type", "near.within")]
    [InlineData("""{"near":{"place":1}}""", "unknown-property", "near")]
    [InlineData("""{"state":"sideways","near":{"point":1}}""", "unknown-state", "state")]
    [InlineData("""{"pattern":{}}""", "missing-property", "pattern")]
    [InlineData("""{"pattern":{"text":"a good film","start":2,"end":2}}""", "out-of-range", "pattern.start")]
    [InlineData("""{"pattern":{"text":"a good film","start":2,"end":9}}""", "out-of-range", "pattern.end")]
    [InlineData("""{"pattern":{"units":[]}}""", "out-of-range", "pattern.units")]
    [InlineData("""{"pattern":{"units":[5]}}""", "out-of-range", "pattern.units")]
    [InlineData("""{"pattern":{"units":[1,null]}}""", "wrong-type", "pattern.units[1]")]
    [InlineData("""{"pattern":{"units":[1],"threshold":2}}""", "out-of-range", "pattern.threshold")]
    [InlineData("""{"near":{"point":1},"top":0}""", "out-of-range", "top")]
    public async Task Search_BadRequest_IsToldWhere(string body, string type, string? where)
    {
        var problem = (await _service.PostAsync("/hidden-states/search", body)).Problem();

        Assert.Equal((400, type, where), (problem.Status, problem.Type, problem.Where));
    }

    private async Task<JsonElement> SearchAsync(string body)
    {
        var answer = await _service.PostAsync("/hidden-states/search", body);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Json;
    }
}
