using System.Text.Json;
using static TextClassify.Cases.SourcesService;

namespace TextClassify.Cases;

public sealed class CaseClassifyTests(SourcesService sources) : IClassFixture<SourcesService>
{
    private const string Subject = "the pizza";
    private const string Own = "it was very good but so slow";
    private const string Quoted = "who is the waiter .";
    private const float Near = 1e-5f;

    private static readonly object Whole = Case(("subject", Subject), ("own", Own), ("quoted", Quoted));

    /// <summary>Also where a source is lost or silenced: it has no share, and the others' add up without it.</summary>
    [Theory]
    [InlineData(Quoted, new string[0])]
    [InlineData(null, new string[0])]
    [InlineData(" ", new string[0])]
    [InlineData(Quoted, new[] { "own" })]
    [InlineData(null, new[] { "subject" })]
    public async Task Classify_Case_SharesOfSourcesAndTokensAddUpToTheLogit(string? quoted, string[] silence)
    {
        var result = await sources.OneAsync(
            "/classify",
            Case(("quoted", quoted), ("own", Own), ("subject", Subject)),
            ("evidence", true),
            Silence(silence));

        var evidence = result.GetProperty("evidence");
        double sum = evidence.GetProperty("bias").GetDouble();
        foreach (var source in result.GetProperty("sources").EnumerateArray())
        {
            if (source.GetProperty("status").GetString() is "lost" or "silenced")
            {
                Assert.False(source.TryGetProperty("share", out _));
                continue;
            }

            double share = source.GetProperty("share").GetDouble();
            sum += share;
            Assert.Equal(share, source.GetProperty("tokens").EnumerateArray().Sum(token => token.GetProperty("score").GetDouble()), Near);
        }

        Assert.Equal(evidence.GetProperty("logit").GetDouble(), sum, Near);
        Assert.Equal(result.GetProperty("label").GetString(), evidence.GetProperty("target").GetString());
    }

    [Fact]
    public async Task Classify_Case_TellsEachSourcesStatusTokensAndOwnAnswer()
    {
        string longText = string.Join(' ', Enumerable.Repeat("good", 30));

        var result = await sources.OneAsync(
            "/classify",
            Case(("subject", Subject), ("own", longText), ("quoted", null)),
            ("evidence", true),
            Silence("subject"));

        var list = result.GetProperty("sources").EnumerateArray().ToArray();
        Assert.Equal(["silenced", "truncated", "lost"], list.Select(one => one.GetProperty("status").GetString()));
        Assert.Equal([2, 30, 0], list.Select(one => one.GetProperty("tokenCount").GetInt32()));
        Assert.False(list[2].TryGetProperty("alone", out _));
        Assert.True(result.GetProperty("truncated").GetBoolean());
        Assert.All(list[1].GetProperty("tokens").EnumerateArray(), token => Assert.Equal(
            longText[token.GetProperty("start").GetInt32()..token.GetProperty("end").GetInt32()], token.GetProperty("text").GetString()));
        foreach (var (source, text) in list[..2].Zip([Subject, longText]))
        {
            var alone = await sources.OneAsync("/classify", Case((source.GetProperty("name").GetString()!, text)));
            Assert.Equal(alone.GetProperty("label").GetString(), source.GetProperty("alone").GetProperty("label").GetString());
            Assert.Equal(alone.GetProperty("score").GetSingle(), source.GetProperty("alone").GetProperty("score").GetSingle(), Near);
        }
    }

    /// <summary>A silenced source is as if it had not been sent, and so is one that an ablation leaves out.</summary>
    [Fact]
    public async Task Classify_SilencedOrAblated_IsNotSent()
    {
        var without = await sources.OneAsync("/classify", Case(("subject", Subject), ("quoted", Quoted)));

        var silenced = await sources.OneAsync("/classify", Whole, Silence("own"));
        var whole = await sources.OneAsync("/classify", Whole, Ablations("each"));

        Assert.Equal(Scores(without), Scores(silenced), Close);
        var ablated = whole.GetProperty("ablation").GetProperty("without").GetProperty("own");
        Assert.Equal(without.GetProperty("label").GetString(), ablated.GetProperty("label").GetString());
        Assert.Equal(without.GetProperty("score").GetSingle(), ablated.GetProperty("score").GetSingle(), Near);
        Assert.False(Scores(whole).SequenceEqual(Scores(without)));
    }

    [Fact]
    public async Task Classify_SourcesInAnotherOrder_IsTheSameAnswer()
    {
        var moved = await sources.OneAsync("/classify", Case(("quoted", Quoted), ("subject", Subject), ("own", Own)));

        var whole = await sources.OneAsync("/classify", Whole);

        Assert.Equal(Scores(whole), Scores(moved), Close);
        Assert.Equal(
            ["quoted", "subject", "own"], moved.GetProperty("sources").EnumerateArray().Select(one => one.GetProperty("name").GetString()));
    }

    /// <summary>Three sources, two rounds: each sends to two others, twice, three numbers of four bytes.</summary>
    [Theory]
    [InlineData(2, 12)]
    [InlineData(1, 6)]
    [InlineData(0, 0)]
    public async Task Classify_Rounds_CountsMessagesAndBytes(int rounds, int messages)
    {
        var result = await sources.OneAsync(
            "/classify", Whole, ("communication", new { rounds }), Ablations("none", "edges"));

        var told = result.GetProperty("communication");
        Assert.Equal(rounds, told.GetProperty("rounds").GetInt32());
        Assert.Equal(messages, told.GetProperty("messages").GetInt32());
        Assert.Equal(messages * 12, told.GetProperty("bytes").GetInt32());
        var influence = told.GetProperty("influence").EnumerateArray().Select(edge => edge.GetProperty("logit").GetSingle()).ToArray();
        Assert.Equal(6, influence.Length);
        Assert.Equal(rounds == 0, influence.All(one => Math.Abs(one) < Near));
        var silent = result.GetProperty("ablation").GetProperty("withoutCommunication");
        Assert.Equal(rounds == 0, Close(silent.GetProperty("score").GetSingle(), result.GetProperty("score").GetSingle()));
    }

    /// <summary>A plain text is a case of one source.</summary>
    [Fact]
    public async Task Classify_PlainText_IsTheSourceOfPlainTexts()
    {
        var text = await sources.OneAsync("/classify", Own, ("evidence", true));

        var asCase = await sources.OneAsync("/classify", Case(("own", Own)), ("evidence", true));

        Assert.Equal(Scores(text), Scores(asCase), Close);
        Assert.False(text.TryGetProperty("sources", out _));
        Assert.Equal(
            text.GetProperty("evidence").GetProperty("tokens").GetRawText(),
            asCase.GetProperty("sources")[0].GetProperty("tokens").GetRawText());
    }

    [Fact]
    public async Task Classify_InAListAndInLines_IsTheSame()
    {
        object[] inputs = [Whole, new { text = Own }, Case(("quoted", Quoted), ("own", Own))];

        var list = (await sources.AskAsync("/classify", inputs)).Json.GetProperty("results");
        string lines = string.Join('\n', inputs.Select(input => JsonSerializer.Serialize(input)));
        var stream = (await sources.Service.PostAsync($"/classify?model={Model}", lines, "application/x-ndjson")).Lines[1..^1];

        for (int i = 0; i < inputs.Length; i++)
        {
            var alone = await sources.OneAsync("/classify", inputs[i]);
            Assert.Equal(Scores(alone), Scores(list[i]), Close);
            Assert.Equal(Scores(alone), Scores(stream[i]), Close);
        }
    }

    /// <summary>The evidence that /explain gives of a case is what /classify gives, token by token, told in the joined texts.</summary>
    [Fact]
    public async Task Explain_Case_GivesTheTokensOfEachSource()
    {
        var classified = await sources.OneAsync("/classify", Whole, ("evidence", true));

        var explained = await sources.OneAsync("/explain", Whole, ("method", "evidence"));

        float[] expected =
        [
            .. classified.GetProperty("sources").EnumerateArray().SelectMany(source => source.GetProperty("tokens").EnumerateArray())
                .Select(token => token.GetProperty("score").GetSingle()),
        ];
        var tokens = explained.GetProperty("tokens").EnumerateArray().ToArray();
        Assert.Equal(expected, tokens.Select(token => token.GetProperty("score").GetSingle()), Close);
        string joined = string.Join('\n', Subject, Own, Quoted);
        Assert.All(tokens, token => Assert.Equal(
            joined[token.GetProperty("start").GetInt32()..token.GetProperty("end").GetInt32()], token.GetProperty("text").GetString()));
        Assert.Equal(
            [Subject, Own, Quoted],
            explained.GetProperty("sources").EnumerateArray().Select(
                place => joined[place.GetProperty("start").GetInt32()..place.GetProperty("end").GetInt32()]));
    }

    /// <summary>A method that knows nothing of sources takes their tokens away one by one.</summary>
    [Fact]
    public async Task Explain_LeaveOneOut_IsTheCaseWithoutTheToken()
    {
        var input = Case(("subject", "pizza"), ("own", "so slow"));
        var explained = await sources.OneAsync("/explain", input, ("method", "leave_one_out"), ("output", "probability"));

        var without = await sources.OneAsync("/classify", Case(("own", "so slow")));

        var whole = await sources.OneAsync("/classify", input);
        string label = whole.GetProperty("label").GetString()!;
        float fall = Score(whole, label) - Score(without, label);
        Assert.Equal(fall, explained.GetProperty("tokens")[0].GetProperty("score").GetSingle(), 1e-4f);
    }

    private static float Score(JsonElement result, string label) => result.GetProperty("scores").EnumerateArray()
        .Single(score => score.GetProperty("label").GetString() == label).GetProperty("score").GetSingle();

    private static float[] Scores(JsonElement result) =>
    [
        .. result.GetProperty("scores").EnumerateArray().OrderBy(score => score.GetProperty("label").GetString(), StringComparer.Ordinal)
            .Select(score => score.GetProperty("score").GetSingle()),
    ];

    private static bool Close(float one, float other) => Math.Abs(one - other) <= Near;
}
