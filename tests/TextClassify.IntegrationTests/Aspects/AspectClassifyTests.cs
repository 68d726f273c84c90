using System.Text.Json;
using TextClassify.Infrastructure;
using TextClassify.Telemetry;

namespace TextClassify.Aspects;

public sealed class AspectClassifyTests(AspectService aspects) : IClassFixture<AspectService>
{
    private const string Text = "the pizza is good but the waiter is slow !";
    private const float Near = 1e-5f;

    private readonly Service _service = aspects.Service;

    [Fact]
    public async Task Classify_Evidence_AddsUpToTheLogitOfEveryAspect()
    {
        var result = await _service.OneAsync("/classify", AspectCalls.Input(Text, AspectCalls.Words(Text)), ("evidence", true));

        Assert.Equal(10, result.GetProperty("aspects").GetArrayLength());
        foreach (var aspect in result.GetProperty("aspects").EnumerateArray())
        {
            var evidence = aspect.GetProperty("evidence");
            var tokens = evidence.GetProperty("tokens").EnumerateArray().ToArray();
            Assert.Equal(10, tokens.Length);
            Assert.All(tokens, token => Assert.Equal(
                Text[token.GetProperty("start").GetInt32()..token.GetProperty("end").GetInt32()], token.GetProperty("text").GetString()));
            double sum = tokens.Sum(token => token.GetProperty("score").GetDouble()) + evidence.GetProperty("bias").GetDouble();
            Assert.Equal(evidence.GetProperty("logit").GetDouble(), sum, 1e-4);
            Assert.Equal(aspect.GetProperty("label").GetString(), evidence.GetProperty("target").GetString());
        }
    }

    [Fact]
    public async Task Classify_SeveralAspects_AreEachAlone()
    {
        var words = AspectCalls.Words(Text);

        var together = (await _service.OneAsync("/classify", AspectCalls.Input(Text, words))).GetProperty("aspects");

        for (int i = 0; i < words.Length; i++)
        {
            var alone = await _service.OneAsync("/classify", AspectCalls.Input(Text, words[i].Start, words[i].End));
            Assert.Equal(Text[words[i].Start..words[i].End], together[i].GetProperty("text").GetString());
            Assert.Equal(alone.GetProperty("aspect").GetRawText(), Part(together[i]));
            Assert.Equal(AspectCalls.Scores(alone), AspectCalls.Scores(together[i]), (one, other) => Math.Abs(one - other) <= Near);
        }

        Assert.True(together.EnumerateArray().Select(aspect => aspect.GetProperty("score").GetSingle()).Distinct().Count() > 1);
    }

    [Fact]
    public async Task Classify_AloneInAListAndInLines_IsTheSame()
    {
        string[] texts = [Text, "the screen", "good good stale pizza , not so warm service and a film"];
        object[] inputs =
        [
            .. texts.SelectMany(text => AspectCalls.Words(text).Select(word => AspectCalls.Input(text, word.Start, word.End))),
            .. texts.Select(text => new { text, aspects = "auto" }),
        ];

        var list = (await _service.AskAsync("/classify", inputs)).Json.GetProperty("results");
        string lines = string.Join('\n', inputs.Select(input => JsonSerializer.Serialize(input)));
        var stream = (await _service.PostAsync($"/classify?model={AspectCalls.Model}", lines, "application/x-ndjson")).Lines[1..^1];

        Assert.Equal(inputs.Length, stream.Length);
        for (int i = 0; i < inputs.Length; i++)
        {
            var alone = await _service.OneAsync("/classify", inputs[i]);
            foreach (var (one, other) in Labelled(alone).Zip(Labelled(list[i])).Concat(Labelled(alone).Zip(Labelled(stream[i]))))
            {
                Assert.Equal(AspectCalls.Scores(one), AspectCalls.Scores(other), (a, b) => Math.Abs(a - b) <= Near);
            }

            Assert.Equal(Labelled(alone).Length, Labelled(stream[i]).Length);
        }
    }

    /// <summary>What the model finds are whole words of the text, in its order, and each is labelled as if it had been asked
    /// about.</summary>
    [Fact]
    public async Task Classify_Auto_LabelsWhatTheModelFinds()
    {
        string file = Path.Combine(Repository.Folder, "tests", "fixtures", "aspect-models", AspectCalls.Model, "1", "golden.json");
        int found = 0;
        foreach (var golden in JsonElement.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).EnumerateArray())
        {
            string text = golden.GetProperty("text").GetString()!;

            var result = await _service.OneAsync("/classify", new { id = "x", text, aspects = "auto" });

            var spans = result.GetProperty("aspects").EnumerateArray().ToArray();
            Assert.Equal("x", result.GetProperty("id").GetString());
            Assert.False(result.TryGetProperty("label", out _));
            Assert.Equal(
                golden.GetProperty("tagged").EnumerateArray().Select(
                    span => (span.GetProperty("start").GetInt32(), span.GetProperty("end").GetInt32())),
                spans.Select(Span));
            foreach (var span in spans)
            {
                var alone = await _service.OneAsync("/classify", AspectCalls.Input(text, Span(span).Start, Span(span).End));
                Assert.Equal(alone.GetProperty("aspect").GetRawText(), Part(span));
                Assert.Equal(AspectCalls.Scores(alone), AspectCalls.Scores(span), (one, other) => Math.Abs(one - other) <= Near);
                found++;
            }
        }

        Assert.True(found > 0);
    }

    /// <summary>The encoder's tokens are counted where it runs: a text costs the same whatever the number of its aspects.</summary>
    [Fact]
    public async Task Classify_ManyAspects_ReadTheTextOnce()
    {
        long one = await TokensRunAsync(AspectCalls.Words(Text)[..1]);
        long many = await TokensRunAsync([.. Enumerable.Repeat(AspectCalls.Words(Text), 6).SelectMany(words => words)]);

        Assert.Equal(10, one);
        Assert.Equal(one, many);
    }

    [Fact]
    public async Task Classify_Top_LimitsTheLabelsOfEveryAspect()
    {
        var result = await _service.OneAsync("/classify", AspectCalls.Input(Text, AspectCalls.Words(Text)[..2]), ("top", 1));

        Assert.All(
            result.GetProperty("aspects").EnumerateArray(), aspect => Assert.Equal(1, aspect.GetProperty("scores").GetArrayLength()));
    }

    [Fact]
    public async Task Classify_OverlappingAspects_AreTakenAsTheyCome()
    {
        var result = await _service.OneAsync("/classify", AspectCalls.Input(Text, [(4, 17), (0, 9), (4, 17)]));

        Assert.Equal(
            ["pizza is good", "the pizza", "pizza is good"],
            result.GetProperty("aspects").EnumerateArray().Select(aspect => aspect.GetProperty("text").GetString()));
    }

    private async Task<long> TokensRunAsync((int Start, int End)[] spans)
    {
        double before = await Count();
        var answer = await _service.OneAsync("/classify", AspectCalls.Input(Text, spans));
        Assert.Equal(spans.Length, answer.GetProperty("aspects").GetArrayLength());
        return (long)(await Count() - before);

        async Task<double> Count() => Enumerable.Sum(
            (await Scrape.OfAsync(_service)).Samples.Where(sample => sample.Key.StartsWith(
                "textclassify_batch_tokens", StringComparison.Ordinal)
                && sample.Key.Contains(
                    $"model=\"{AspectCalls.Model}/1\"",
                    StringComparison.Ordinal) && sample.Key.Contains("kind=\"real\"", StringComparison.Ordinal)),
            sample => sample.Value);
    }

    private static JsonElement[] Labelled(JsonElement result) =>
        result.TryGetProperty("aspects", out var list) ? [.. list.EnumerateArray()] : [result];

    private static (int Start, int End) Span(JsonElement aspect) =>
        (aspect.GetProperty("start").GetInt32(), aspect.GetProperty("end").GetInt32());

    private static string Part(JsonElement aspect) =>
        $$"""{"start":{{Span(aspect).Start}},"end":{{Span(aspect).End}},"text":{{aspect.GetProperty("text").GetRawText()}}}""";
}
