using TextClassify.Infrastructure;
using static TextClassify.Cases.SourcesService;

namespace TextClassify.Cases;

public sealed class CaseProblemTests(SourcesService sources) : IClassFixture<SourcesService>
{
    [Fact]
    public async Task Classify_SourceThatTheModelLacks_IsUnknownSource()
    {
        var answer = await sources.AskAsync("/classify", Case(("own", "good"), ("reply", "bad")));

        AssertProblem(answer, 400, "unknown-source", "inputs.sources[1].name");
    }

    [Fact]
    public async Task Classify_SilenceOfASourceThatTheModelLacks_IsUnknownSource()
    {
        var answer = await sources.AskAsync("/classify", Case(("own", "good")), Silence("reply"));

        AssertProblem(answer, 400, "unknown-source", "communication.silence");
    }

    [Fact]
    public async Task Classify_SourcesForAModelOfTexts_IsUnknownSource()
    {
        var answer = await sources.AskAsync("/classify", Case(("own", "good")), ("model", "tiny"));

        AssertProblem(answer, 400, "unknown-source", "inputs.sources");
    }

    [Fact]
    public async Task Classify_SeventeenSources_AreTooMany()
    {
        var answer = await sources.AskAsync(
            "/classify", Case([.. Enumerable.Range(0, 17).Select(i => ($"s{i}", (string?)"good"))]));

        AssertProblem(answer, 413, "too-many-sources", "inputs.sources");
    }

    [Theory]
    [InlineData(null, new string[0], "inputs.sources")]
    [InlineData("good", new[] { "own" }, "communication.silence")]
    public async Task Classify_NobodyLeft_IsAllSourcesLost(string? text, string[] silence, string where)
    {
        var answer = await sources.AskAsync(
            "/classify", Case(("own", text), ("subject", " ")), Silence(silence));

        AssertProblem(answer, 400, "all-sources-lost", where);
    }

    /// <summary>In a list the others are answered.</summary>
    [Fact]
    public async Task Classify_NobodyLeftInAList_AnswersTheOthers()
    {
        object[] inputs = [Case(("own", "good")), Case(("own", "good"), ("subject", "bad")), new { text = "good" }];

        var results = (await sources.AskAsync("/classify", inputs, Silence("own")))
            .Json.GetProperty("results");

        Assert.EndsWith("all-sources-lost", results[0].GetProperty("error").GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.True(results[1].TryGetProperty("label", out _));
        Assert.True(results[2].TryGetProperty("label", out _));
    }

    [Fact]
    public async Task Classify_MoreRoundsThanTheModelHas_AreOutOfRange()
    {
        var answer = await sources.AskAsync("/classify", Case(("own", "good")), ("communication", new { rounds = 3 }));

        AssertProblem(answer, 400, "out-of-range", "communication.rounds");
    }

    [Fact]
    public async Task Classify_AblationsOfAModelOfTexts_AreNotInModel()
    {
        var answer = await sources.AskAsync("/classify", "good", ("model", "tiny"), Ablations("none"));

        AssertProblem(answer, 400, "not-in-model", "ablations");
    }

    [Fact]
    public async Task Classify_TextAndSources_AreOutOfRange()
    {
        var answer = await sources.AskAsync(
            "/classify", new { text = "good", sources = new[] { new { name = "own", text = "good" } } });

        AssertProblem(answer, 400, "out-of-range", "inputs.sources");
    }

    [Fact]
    public async Task Classify_SourceTwice_IsOutOfRange()
    {
        var answer = await sources.AskAsync("/classify", Case(("own", "good"), ("own", "bad")));

        AssertProblem(answer, 400, "out-of-range", "inputs.sources[1].name");
    }

    private static void AssertProblem(Answer answer, int status, string type, string where)
    {
        var problem = answer.Problem();
        Assert.Equal((status, type, where), (problem.Status, problem.Type, problem.Where));
    }
}
