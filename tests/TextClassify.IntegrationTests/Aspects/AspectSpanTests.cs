using System.Net;
using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using TextClassify.Inference.Registry;
using TextClassify.Inference.Serving;
using TextClassify.Infrastructure;

namespace TextClassify.Aspects;

/// <summary>Which parts of a text can be asked about, and what is said of the others.</summary>
public sealed class AspectSpanTests(AspectService aspects) : IClassFixture<AspectService>
{
    // a battery 😀, then a line break, then ok
    private const string Text = "a battery \ud83d\ude00\r\nok ";

    private readonly Service _service = aspects.Service;

    [Theory]
    [InlineData(2, 9, "battery")]
    [InlineData(3, 5, "at")]
    [InlineData(10, 12, "\ud83d\ude00")]
    [InlineData(12, 16, "\r\nok")]
    [InlineData(0, 17, Text)]
    public async Task Classify_PartOfTheText_IsEchoed(int start, int end, string part)
    {
        var aspect = (await _service.OneAsync("/classify", AspectCalls.Input(Text, start, end))).GetProperty("aspect");

        Assert.Equal(
            (start, end, part),
            (aspect.GetProperty("start").GetInt32(), aspect.GetProperty("end").GetInt32(), aspect.GetProperty("text").GetString()));
    }

    [Theory]
    [InlineData(2, 18, "The aspect from 2 to 18 leaves the text, which has 17 UTF-16 code units.")]
    [InlineData(30, 40, "The aspect from 30 to 40 leaves the text, which has 17 UTF-16 code units.")]
    [InlineData(3, 3, "The aspect from 3 to 3 is empty; its end lies behind its start.")]
    [InlineData(9, 2, "The aspect from 9 to 2 is empty; its end lies behind its start.")]
    [InlineData(2, 11, "The aspect from 2 to 11 cuts a character of two UTF-16 code units (a surrogate pair).")]
    [InlineData(11, 16, "The aspect from 11 to 16 cuts a character of two UTF-16 code units (a surrogate pair).")]
    [InlineData(12, 14, "The aspect from 12 to 14 covers no word, number or sign.")]
    [InlineData(16, 17, "The aspect from 16 to 17 covers no word, number or sign.")]
    public async Task Verbs_PartThatCannotBeAskedAbout_IsAProblemThatNamesIt(int start, int end, string detail)
    {
        foreach (string verb in (string[])["/classify", "/explain", "/hidden-states"])
        {
            var problem = (await _service.AskAsync(verb, AspectCalls.Input(Text, start, end))).Problem();
            Assert.Equal((400, "invalid-aspect", "inputs.aspect", detail), problem);

            var answer = (await _service.AskAsync(
                verb, new[] { AspectCalls.Input(Text, start, end), AspectCalls.Input(Text, 2, 9) })).Json.GetProperty("results");
            Assert.Equal(("urn:textclassify:invalid-aspect", $"inputs[0].aspect: {detail}"), Error(answer[0]));
            Assert.False(answer[1].TryGetProperty("error", out _));
        }
    }

    [Fact]
    public async Task Classify_OneOfSeveralThatCannotBeAskedAbout_IsNamed()
    {
        var answer = await _service.AskAsync("/classify", AspectCalls.Input(Text, [(2, 9), (4, 4)]));

        Assert.Equal(
            (400, "invalid-aspect", "inputs.aspects[1]", "The aspect from 4 to 4 is empty; its end lies behind its start."),
            answer.Problem());
    }

    [Fact]
    public async Task Classify_LineWithABadAspect_FailsAlone()
    {
        const string Lines = "{\"text\":\"a battery\",\"aspect\":{\"start\":2,\"end\":10}}\n{\"text\":\"a "
            + "battery\",\"aspect\":{\"start\":2,\"end\":9}}\n\"a battery\"";

        var lines = (await _service.PostAsync($"/classify?model={AspectCalls.Model}", Lines, "application/x-ndjson")).Lines;

        Assert.Equal(
            ("urn:textclassify:invalid-aspect", "line 1, aspect: The aspect from 2 to 10 leaves the text, which has 9 UTF-16 code units."),
            Error(lines[1]));
        Assert.Equal("battery", lines[2].GetProperty("aspect").GetProperty("text").GetString());
        Assert.Equal("urn:textclassify:aspect-missing", Error(lines[3]).Type);
    }

    [Fact]
    public async Task Verbs_AspectBehindWhatTheModelReads_SayWhereItEnds()
    {
        int limit = Registry().Find<ITextClassifier>(AspectCalls.Model, null)!.Encoder.MaxTokens;
        string text = string.Concat(Enumerable.Repeat("ok ", limit + 3));
        int read = (limit * 3) - 1;

        var inside = await _service.OneAsync("/classify", AspectCalls.Input(text, 0, read + 1));
        var beyond = (await _service.AskAsync("/classify", AspectCalls.Input(text, read - 2, read + 2))).Problem();

        Assert.True(inside.GetProperty("truncated").GetBoolean());
        Assert.Equal(
            (400, "invalid-aspect", "inputs.aspect",
                $"The aspect from {read - 2} to {read + 2} leaves what the model reads of the text, its first {limit} tokens of "
                    + $"{limit + 3}, which end at {read}."),
            beyond);
    }

    /// <summary>A span is answered exactly when it is a part of the text that holds a token's part and no half of a character.</summary>
    [Fact]
    public async Task Classify_AnySpan_IsAnsweredOrRefusedByTheRules()
    {
        var model = Registry().Find<ITextClassifier>(AspectCalls.Model, null)!;
        string[] pieces = ["a", "battery", " ", "\r\n", "\ud83d\ude00", "e\u0301", "\u200d", ", ", "\u3000", "12.5"];
        var words = Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]);
        await Gen.Select(words.Array[1, 8], Gen.Int[0, 20], Gen.Int[0, 20]).SampleAsync(
            async (parts, start, end) =>
            {
                string text = string.Concat(parts);
                var encoded = model.Encoder.Encode(text);
                bool half = IsHalf(text, start) || IsHalf(text, end);
                bool fits = start < end && end <= text.Length && !half
                    && encoded.Tokens.ToArray().Any(token => token.Start < end && token.End > start);

                var answer = await _service.AskAsync("/classify", AspectCalls.Input(text, start, end));

                Assert.Equal(fits ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.Status);
                if (fits)
                {
                    Assert.Equal(
                        text[start..end], answer.Json.GetProperty("results")[0].GetProperty("aspect").GetProperty("text").GetString());
                }
            },
            iter: 200,
            threads: 1);

        static bool IsHalf(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]);
    }

    [Theory]
    [InlineData(
        "/classify",
        "\"a battery\"",
        "aspect-missing",
        "inputs",
        "send aspect: {start, end} for one, or aspects: \"auto\" for those it finds")]
    [InlineData(
        "/classify",
        "{\"text\":\"a battery\"}",
        "aspect-missing",
        "inputs.aspect",
        "send aspect: {start, end} for one, or aspects: \"auto\" for those it finds")]
    [InlineData(
        "/explain",
        "\"a battery\"",
        "aspect-missing",
        "inputs",
        "send aspect: {start, end}; /classify finds aspects with aspects: \"auto\"")]
    [InlineData(
        "/explain",
        "{\"text\":\"a battery\",\"aspects\":\"auto\"}",
        "aspect-missing",
        "inputs.aspects",
        "One aspect of a text at a time is taken here")]
    [InlineData(
        "/hidden-states",
        "{\"text\":\"a battery\",\"aspects\":[{\"start\":2,\"end\":9}]}",
        "aspect-missing",
        "inputs.aspects",
        "One aspect of a text at a time is taken here")]
    [InlineData(
        "/classify",
        "{\"text\":\"a battery\",\"aspect\":{\"start\":2,\"end\":9},\"aspects\":\"auto\"}",
        "invalid-aspect",
        "inputs.aspects",
        "not both")]
    [InlineData(
        "/classify",
        "{\"text\":\"a battery\",\"aspects\":\"all\"}",
        "out-of-range",
        "inputs.aspects",
        "'all' is not known; there is auto, or a list of spans.")]
    [InlineData(
        "/classify", "{\"text\":\"a battery\",\"aspects\":[]}", "out-of-range", "inputs.aspects", "The list must hold at least one span.")]
    [InlineData(
        "/classify", "{\"text\":\"a battery\",\"aspects\":[null]}", "wrong-type", "inputs.aspects[0]", "an object with start and end")]
    [InlineData(
        "/classify", "{\"text\":\"a battery\",\"aspects\":[{\"start\":2}]}", "missing-property", "inputs.aspects[0]", "start and end")]
    [InlineData("/classify", "{\"text\":\"a battery\",\"aspects\":7}", "wrong-type", "inputs.aspects", "auto or a list of spans")]
    [InlineData("/classify", "{\"text\":\" \",\"aspects\":\"auto\"}", "empty-text", "inputs.text", "at least one word")]
    public async Task Verbs_WithoutTheAspectTheyNeed_SayHow(string verb, string input, string type, string where, string words)
    {
        var problem = (await _service.PostAsync(verb, $$"""{"model":"{{AspectCalls.Model}}","inputs":{{input}}}""")).Problem();

        Assert.Equal((400, type, where), (problem.Status, problem.Type, problem.Where));
        Assert.Contains(words, problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classify_MoreAspectsThanATextTakes_SaysTheLimit()
    {
        var problem = (await _service.AskAsync("/classify", AspectCalls.Input("a battery", Enumerable.Repeat((2, 9), 65)))).Problem();

        Assert.Equal((400, "out-of-range", "inputs.aspects"), (problem.Status, problem.Type, problem.Where));
        Assert.Contains("at most 64", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"text\":\"a film\",\"aspect\":{\"start\":2,\"end\":6}}", "inputs.aspect", "leave the aspect from 2 to 6 out")]
    [InlineData("{\"text\":\"a film\",\"aspects\":\"auto\"}", "inputs.aspects", "leave the aspects out")]
    public async Task Verbs_ModelOfWholeTexts_TakeNoAspect(string input, string where, string words)
    {
        foreach (string verb in (string[])["/classify", "/explain", "/hidden-states"])
        {
            var problem = (await _service.PostAsync(verb, $$"""{"model":"tiny","inputs":{{input}}}""")).Problem();
            Assert.Equal((400, "aspect-not-supported", where), (problem.Status, problem.Type, problem.Where));
            Assert.Contains(words, problem.Detail, StringComparison.Ordinal);
        }
    }

    private ModelSnapshot Registry() => _service.Services.GetRequiredService<IModelRegistry>().Current;

    private static (string Type, string Detail) Error(JsonElement result) =>
        (result.GetProperty("error").GetProperty("type").GetString()!, result.GetProperty("error").GetProperty("detail").GetString()!);
}
