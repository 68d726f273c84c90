using System.Text.Json;
using TextClassify.Infrastructure;
using TextClassify.Telemetry;

namespace TextClassify.Translate;

public sealed class TranslateTests(TranslatorService translator) : IClassFixture<TranslatorService>
{
    private static readonly string[] UnfinishedAndWhole = ["C(", "CO"];
    private static readonly string[] TwoMolecules = ["C", "CO"];

    private readonly Service _service = translator.Service;

    [Fact]
    public async Task Translate_WithAttention_TellsWhereEachSymbolWasReadFrom()
    {
        var answer = (await translator.AskAsync(
            new { model = TranslatorService.Model, inputs = "OCC.CN", beam = 5, attention = true })).Json;

        var result = answer.GetProperty("results")[0];
        Assert.Equal(["C", "C", "O", ".", "C", "N"], Texts(result, "sourceSymbols"));
        Assert.Equal(result.GetProperty("source").GetString(), string.Concat(Texts(result, "sourceSymbols")));
        Assert.Equal(0, result.GetProperty("unknownSymbols").GetInt32());
        var candidates = result.GetProperty("candidates").EnumerateArray().ToArray();
        Assert.InRange(candidates.Length, 1, 5);
        Assert.Contains(candidates, candidate => candidate.GetProperty("symbols").GetArrayLength() > 0);
        foreach (var candidate in candidates)
        {
            string[] symbols = [.. Texts(candidate, "symbols")];
            double[][] shares =
            [
                .. candidate.GetProperty("attention").EnumerateArray().Select(
                    row => row.EnumerateArray().Select(share => share.GetDouble()).ToArray()),
            ];
            Assert.Equal(candidate.GetProperty("text").GetString(), string.Concat(symbols));
            Assert.Equal(symbols.Length, shares.Length);
            Assert.All(shares, row => Assert.Equal(1, row.Sum(), 0.001));
            Assert.Equal(
                shares.Select(row => row.Max()),
                candidate.GetProperty("alignment").EnumerateArray().Select((place, t) => shares[t][place.GetInt32()]));
            Assert.Contains(candidate.GetProperty("valid").ValueKind, new[] { JsonValueKind.True, JsonValueKind.False });
        }

        double[] scores = [.. candidates.Select(candidate => candidate.GetProperty("score").GetDouble())];
        Assert.Equal(scores.OrderDescending(), scores);
        Assert.InRange(scores.Sum(), 0, 1.001);
    }

    /// <summary>A writing is no other molecule, alone or in company; without attention there is less in the answer.</summary>
    [Fact]
    public async Task Translate_AnyWritingInAnyCompany_GivesTheSameCandidates()
    {
        var alone = Candidates((await translator.AskAsync(new { inputs = "CCO.CN" })).Json, 0);

        var list = (await translator.AskAsync(new { inputs = new object[] { "C", new { id = "x", text = "NC.C(O)C" } } })).Json;

        Assert.Equal(alone.GetRawText(), Candidates(list, 1).GetRawText());
        Assert.Equal("x", list.GetProperty("results")[1].GetProperty("id").GetString());
        Assert.False(alone[0].TryGetProperty("attention", out _));
        Assert.False(list.GetProperty("results")[0].TryGetProperty("sourceSymbols", out _));
    }

    [Fact]
    public async Task Translate_SymbolsItDoesNotKnow_AreCounted()
    {
        var result = (await translator.AskAsync(new { inputs = "CBr.[Na+].C" })).Json.GetProperty("results")[0];

        Assert.Equal(2, result.GetProperty("unknownSymbols").GetInt32());
    }

    [Theory]
    [InlineData("CC(C", "The text is no SMILES. Character 3: ")]
    [InlineData("CO.C?", "The text is no SMILES. Character 5: ")]
    public async Task Translate_NoSmiles_NamesTheFirstFaultsPlaceAndNotTheText(string text, string detail)
    {
        var problem = (await translator.AskAsync(new { inputs = text })).Problem();

        Assert.Equal((400, "not-smiles", "inputs"), (problem.Status, problem.Type, problem.Where));
        Assert.StartsWith(detail, problem.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(text, problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"inputs":"C","beam":0}""", 400, "out-of-range", "beam")]
    [InlineData("""{"inputs":"C","beam":21}""", 400, "out-of-range", "beam")]
    [InlineData("""{"inputs":"C","beam":"wide"}""", 400, "wrong-type", "beam")]
    [InlineData("""{"inputs":"CCCCCCCCCCCCCCCCC"}""", 400, "text-too-long", "inputs")]
    [InlineData("""{"inputs":[{"text":"  "}]}""", 200, "empty-text", null)]
    [InlineData("""{"inputs":" "}""", 400, "empty-text", "inputs")]
    [InlineData("""{"inputs":{"text":"C","aspect":{"start":0,"end":1}}}""", 400, "aspect-not-supported", "inputs.text")]
    [InlineData("""{"inputs":"C","model":"tiny"}""", 400, "wrong-task", "model")]
    [InlineData("""{"inputs":"C","model":"nobody"}""", 404, "unknown-model", "model")]
    [InlineData("""{"inputs":"C","top":1}""", 400, "unknown-property", null)]
    [InlineData("""{"inputs":["C","C","C","C","C","C","C","C","C"]}""", 413, "too-many-inputs", "inputs")]
    [InlineData("""{"inputs":[]}""", 400, "empty-inputs", "inputs")]
    public async Task Translate_WhatItCanNot_IsAProblem(string body, int status, string type, string? where)
    {
        var answer = await _service.PostAsync("/translate", body);

        if (status == 200)
        {
            var error = answer.Json.GetProperty("results")[0].GetProperty("error");
            Assert.Equal($"urn:textclassify:{type}", error.GetProperty("type").GetString());
            return;
        }

        var problem = answer.Problem();
        Assert.Equal((status, type, where), (problem.Status, problem.Type, problem.Where));
    }

    [Fact]
    public async Task Translate_OneItemFails_TheOthersAreAnswered()
    {
        var results = (await translator.AskAsync(new { inputs = UnfinishedAndWhole })).Json.GetProperty("results");

        Assert.Equal("urn:textclassify:not-smiles", results[0].GetProperty("error").GetProperty("type").GetString());
        Assert.Contains("inputs[0]: ", results[0].GetProperty("error").GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.NotEqual(0, results[1].GetProperty("candidates").GetArrayLength());
    }

    [Fact]
    public async Task Classify_Translator_IsTheWrongTask()
    {
        var problem = (await _service.PostAsync("/classify", """{"model":"tiny-translator","inputs":"C"}""")).Problem();

        Assert.Equal(
            ("wrong-task", "'tiny-translator' is a translator; /translate takes it."), (problem.Type, problem.Detail));
    }

    [Fact]
    public async Task Models_Translator_IsListedAndDescribed()
    {
        var model = (await _service.GetAsync("/models")).Json.GetProperty("translators")[0];

        Assert.Equal("smiles", model.GetProperty("notation").GetString());
        Assert.Equal(16, model.GetProperty("limits").GetProperty("maxSymbols").GetInt32());
        Assert.Equal(20, model.GetProperty("limits").GetProperty("maxBeam").GetInt32());
        Assert.Equal(model.GetRawText(), (await _service.GetAsync("/models/tiny-translator")).Json.GetRawText());
    }

    [Fact]
    public async Task Metrics_Translations_AreCounted()
    {
        string items = "textclassify_model_items_total{model=\"tiny-translator\",outcome=\"answered\",version=\"1\"}";
        double before = (await Scrape.OfAsync(_service)).Sum(
            "textclassify_model_items_total", "model=\"tiny-translator\",outcome=\"answered\"");

        await translator.AskAsync(new { inputs = TwoMolecules });

        Assert.Equal(before + 2, (await Scrape.OfAsync(_service))[items]);
    }

    private static JsonElement Candidates(JsonElement answer, int place) =>
        answer.GetProperty("results")[place].GetProperty("candidates");

    private static IEnumerable<string> Texts(JsonElement json, string property) =>
        json.GetProperty(property).EnumerateArray().Select(item => item.GetString()!);
}
