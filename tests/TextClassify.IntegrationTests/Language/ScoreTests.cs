using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Language;

public sealed class ScoreTests(LanguageService language) : IClassFixture<LanguageService>
{
    private const string Known = "the cat sat on the mat.";

    private readonly Service _service = language.Service;

    [Fact]
    public async Task Score_KnownText_IsTheMeanOfItsSurprisal()
    {
        var answer = (await _service.PostAsync("/score", JsonSerializer.Serialize(new { inputs = Known }))).Json;

        var result = answer.GetProperty("results")[0];
        double[] surprisal = [.. result.GetProperty("surprisal").EnumerateArray().Select(bits => bits.GetDouble())];
        Assert.Equal("rhyme", answer.GetProperty("model").GetProperty("name").GetString());
        Assert.Equal(Known.Length, surprisal.Length);
        Assert.Equal(Enumerable.Range(0, Known.Length), result.GetProperty("offsets").EnumerateArray().Select(offset => offset.GetInt32()));
        Assert.Equal(surprisal.Average(), result.GetProperty("bitsPerCharacter").GetDouble(), 1e-3);
        Assert.Equal(0, result.GetProperty("unknownCharacters").GetInt32());
    }

    /// <summary>What the model never saw surprises it more, and stands above all it was measured on.</summary>
    [Theory]
    [InlineData("tta h eons tm.e hat tac")]
    [InlineData("dGhlIGNhdCBzYXQ=")]
    [InlineData("кот сидел на коврике")]
    public async Task Score_ForeignText_StandsAtTheTop(string text)
    {
        var results = (await _service.PostAsync(
            "/score", JsonSerializer.Serialize(new { inputs = new[] { Known, text } }))).Json.GetProperty("results");

        Assert.True(Bits(results[1]) > 3 * Bits(results[0]));
        Assert.Equal(100, results[1].GetProperty("ood").GetProperty("percentile").GetDouble());
        Assert.InRange(results[0].GetProperty("ood").GetProperty("percentile").GetDouble(), 0, 99.9);
    }

    [Fact]
    public async Task Score_CharactersOutsideTheVocabulary_AreCountedAtTheirOffsets()
    {
        var result = (await _service.PostAsync("/score", """{"inputs":"a \ud83d\ude00 c\u00e9"}""")).Json.GetProperty("results")[0];

        Assert.Equal(2, result.GetProperty("unknownCharacters").GetInt32());
        Assert.Equal(6, result.GetProperty("characterCount").GetInt32());
        Assert.Equal([0, 1, 2, 4, 5, 6], result.GetProperty("offsets").EnumerateArray().Select(offset => offset.GetInt32()));
    }

    [Fact]
    public async Task Score_InABatch_IsTheTextAlone()
    {
        string[] texts = [Known, "a", "the dog sat on the log and the cat sat on the log."];
        var together = (await _service.PostAsync("/score", JsonSerializer.Serialize(new { inputs = texts }))).Json.GetProperty("results");

        for (int i = 0; i < texts.Length; i++)
        {
            var alone = (await _service.PostAsync(
                "/score", JsonSerializer.Serialize(new { inputs = texts[i] }))).Json.GetProperty("results")[0];
            Assert.Equal(Bits(alone), Bits(together[i]), 1e-4);
        }
    }

    [Fact]
    public async Task Score_OneItemFails_TheOthersAreAnswered()
    {
        var results = (await _service.PostAsync(
            "/score", """{"inputs":[{"id":"x","text":""},"a cat"],"characters":false}""")).Json.GetProperty("results");

        Assert.Equal("urn:textclassify:empty-text", results[0].GetProperty("error").GetProperty("type").GetString());
        Assert.Equal("x", results[0].GetProperty("id").GetString());
        Assert.True(Bits(results[1]) > 0);
        Assert.False(results[1].TryGetProperty("surprisal", out _));
    }

    [Theory]
    [InlineData("/score", """{"inputs":""}""", 400, "empty-text")]
    [InlineData("/score", """{"model":"tiny","inputs":"a"}""", 400, "wrong-task")]
    [InlineData("/score", """{"model":"nobody","inputs":"a"}""", 404, "unknown-model")]
    [InlineData("/score", """{"inputs":"a","top":1}""", 400, "unknown-property")]
    [InlineData("/classify", """{"model":"rhyme","inputs":"a"}""", 400, "wrong-task")]
    [InlineData("/generate", """{"model":"tiny"}""", 400, "wrong-task")]
    public async Task Request_OfAnotherKind_IsAProblem(string path, string body, int status, string type)
    {
        var problem = (await _service.PostAsync(path, body)).Problem();

        Assert.Equal((status, type), (problem.Status, problem.Type));
    }

    [Fact]
    public async Task Score_TextTooLong_NamesTheLimit()
    {
        var problem = (await _service.PostAsync("/score", JsonSerializer.Serialize(new { inputs = new string('a', 201) }))).Problem();

        Assert.Equal((400, "text-too-long", "inputs"), (problem.Status, problem.Type, problem.Where));
        Assert.Contains("201", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_LanguageModel_IsListedBesideTheClassifiers()
    {
        var list = (await _service.GetAsync("/models")).Json;

        Assert.Equal("tiny", list.GetProperty("models")[0].GetProperty("name").GetString());
        Assert.Equal(1, list.GetProperty("models").GetArrayLength());
        var model = list.GetProperty("languageModels")[0];
        Assert.Equal(("rhyme", "mzu_lm"), (model.GetProperty("name").GetString(), model.GetProperty("architecture").GetString()));
        Assert.Equal(400, model.GetProperty("limits").GetProperty("maxGeneratedCharacters").GetInt32());
    }

    [Theory]
    [InlineData("/models/rhyme")]
    [InlineData("/models/rhyme/1")]
    public async Task Models_LanguageModelByName_IsDescribedAsInTheList(string path)
    {
        string listed = (await _service.GetAsync("/models")).Json.GetProperty("languageModels")[0].GetRawText();

        Assert.Equal(listed, (await _service.GetAsync(path)).Json.GetRawText());
        var problem = (await _service.GetAsync("/models/nobody")).Problem();
        Assert.Equal((404, "unknown-model"), (problem.Status, problem.Type));
        Assert.Contains("rhyme, tiny", problem.Detail, StringComparison.Ordinal);
    }

    private static double Bits(JsonElement result) => result.GetProperty("bitsPerCharacter").GetDouble();
}
