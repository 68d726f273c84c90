using System.Text.Json;
using TextClassify.Client;
using TextClassify.Client.Contracts;
using TextClassify.Numerics;
using TextClassify.Reactions;

namespace TextClassify.Classify;

/// <summary>A classifier of reactions: symbols, atoms, and the mean over writings.</summary>
public sealed class WritingsTests : IClassFixture<ReactionService>
{
    private const string Model = ReactionService.Model;
    private const string Amide = " CC(=O)Cl.Nc1ccc(O)cc1>>CC(=O)Nc1ccc(O)cc1";
    private static readonly string[] BrokenAndWhole = ["C(", "CC(=O)Cl.CN>>CNC(C)=O"];
    private static readonly string[] AmideInCompany = ["CC(=O)O>>CCO", Amide];

    private readonly ReactionService _reactions;

    public WritingsTests(ReactionService service)
    {
        Assert.SkipUnless(ReactionService.IsShipped, $"models/{Model} is not shipped here.");
        _reactions = service;
    }

    [Fact]
    public async Task Classify_Reaction_GivesEachSymbolItsShare()
    {
        var result = await ResultAsync(new { model = Model, inputs = Amide, evidence = true });

        Assert.Equal("acylation", result.GetProperty("label").GetString());
        var tokens = result.GetProperty("evidence").GetProperty("tokens").EnumerateArray().ToArray();
        Assert.Equal(Amide.Trim(), string.Concat(tokens.Select(token => token.GetProperty("text").GetString())));
        Assert.All(
            tokens, token => Assert.Equal(Amide[Number(token, "start")..Number(token, "end")], token.GetProperty("text").GetString()));
        Assert.Equal(Logit(result), SumOf(result), 1e-4);
    }

    /// <summary>The law: over any number of writings the atoms' shares and the bias are the mean of the writings' logits.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(32)]
    public async Task Classify_OverWritings_IsTheMeanOfTheirLogitsAndAddsUpOverTheAtoms(int writings)
    {
        var mean = await ResultAsync(new { model = Model, inputs = Amide, evidence = true, writings });

        Assert.True(SmilesText.TryRead(Amide, out var read, out _));
        double sum = 0;
        for (int writing = 0; writing < writings; writing++)
        {
            var random = new SplitMix64(SmilesText.WritingSeed, writing);
            var answer = (await _reactions.Service.PostAsync("/explain", JsonSerializer.Serialize(
                new { model = Model, inputs = read.Write(new(), ref random).Text, method = "evidence", target = "acylation" }))).Json;
            sum += answer.GetProperty("results")[0].GetProperty("certificate").GetProperty("expected").GetDouble();
        }

        Assert.Equal("acylation", mean.GetProperty("evidence").GetProperty("target").GetString());
        double bias = mean.GetProperty("evidence").GetProperty("bias").GetDouble();
        Assert.Equal(Logit(mean), bias + (sum / writings), 1e-3);
        Assert.Equal(Logit(mean), SumOf(mean), 1e-5 * Math.Max(1, Math.Abs(Logit(mean))));
        foreach (var token in mean.GetProperty("evidence").GetProperty("tokens").EnumerateArray())
        {
            bool atom = read.Atoms.Contains(Number(token, "start"));
            Assert.Equal(atom, token.GetProperty("score").GetSingle() != 0);
        }
    }

    [Fact]
    public async Task Classify_OverWritings_HangsOnNothingButTheText()
    {
        var alone = await ResultAsync(new { model = Model, inputs = Amide, writings = 4 });

        var list = (await _reactions.AskAsync(new { model = Model, inputs = AmideInCompany, writings = 4 })).Json;
        string lines = (await _reactions.Service.PostAsync(
            $"/classify?model={Model}&writings=4", $"{JsonSerializer.Serialize(Amide)}\n", "application/x-ndjson")).Text;

        Assert.Equal(Scores(alone), Scores(list.GetProperty("results")[1]), Near);
        Assert.Equal(Scores(alone), Scores(JsonDocument.Parse(lines.Split('\n')[1]).RootElement), Near);
        Assert.NotEqual(Scores(alone), Scores(await ResultAsync(new { model = Model, inputs = Amide })), Near);
    }

    [Fact]
    public async Task ClassifyAsync_OfTheClient_AsksForWritings()
    {
        var cancel = TestContext.Current.CancellationToken;

        var response = await ClientServices.Of(_reactions.Service).ClassifyAsync(
            new ClassifyRequest { Model = Model, Inputs = [new TextInput(Amide)], Writings = 4 }, cancel);

        var alone = await ResultAsync(new { model = Model, inputs = Amide, writings = 4 });
        Assert.Equal(Scores(alone)[0], response.Results[0].Score!.Value, 1e-4);
    }

    [Theory]
    [InlineData("/classify", "CC(C", "Character 3: ")]
    [InlineData("/classify", "CC>>C(", "Character 6: ")]
    [InlineData("/classify", "a fine film", "Character 1: ")]
    [InlineData("/explain", "CC>CC", "Character 6: ")]
    [InlineData("/hidden-states", "CCX", "Character 3: ")]
    public async Task Ask_NoSmiles_NamesTheFirstFaultsPlaceAndNotTheText(string path, string text, string detail)
    {
        object body = path == "/explain" ? new { model = Model, inputs = text, method = "evidence" } : new { model = Model, inputs = text };

        var problem = (await _reactions.Service.PostAsync(path, JsonSerializer.Serialize(body))).Problem();

        Assert.Equal((400, "not-smiles", "inputs"), (problem.Status, problem.Type, problem.Where));
        Assert.StartsWith($"The text is no SMILES. {detail}", problem.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(text, problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classify_OneItemIsNoSmiles_TheOthersAreAnswered()
    {
        var results = (await _reactions.AskAsync(new { model = Model, inputs = BrokenAndWhole, writings = 2 })).Json.GetProperty("results");

        Assert.Equal("urn:textclassify:not-smiles", results[0].GetProperty("error").GetProperty("type").GetString());
        Assert.Equal("acylation", results[1].GetProperty("label").GetString());
    }

    [Theory]
    [InlineData("""{"model":"reaction-class","inputs":"C>>C","writings":0}""", "out-of-range", "writings")]
    [InlineData("""{"model":"reaction-class","inputs":"C>>C","writings":33}""", "out-of-range", "writings")]
    [InlineData("""{"model":"reaction-class","inputs":"C>>C","writings":"all"}""", "wrong-type", "writings")]
    [InlineData("""{"model":"tiny","inputs":"good","writings":2}""", "not-in-model", "writings")]
    [InlineData("""{"model":"reaction-class","inputs":"C>>C","writings":2,"wholeText":true}""", "not-in-model", "writings")]
    [InlineData("""{"model":"reaction-class","inputs":"C","writings":2,"evidence":true,"sentences":true}""", "not-in-model", "writings")]
    public async Task Classify_WritingsThatCannotBe_AreRefused(string body, string type, string where)
    {
        var problem = (await _reactions.Service.PostAsync("/classify", body)).Problem();

        Assert.Equal((400, type, where), (problem.Status, problem.Type, problem.Where));
    }

    [Fact]
    public async Task Classify_LongerThanTheModelReads_IsCutAsItStandsAndRefusedOverWritings()
    {
        string text = new string('C', 300) + ">>" + new string('C', 300);

        var cut = await ResultAsync(new { model = Model, inputs = text });
        var problem = (await _reactions.AskAsync(new { model = Model, inputs = text, writings = 2 })).Problem();

        Assert.True(cut.GetProperty("truncated").GetBoolean());
        Assert.Equal(("text-too-long", "inputs"), (problem.Type, problem.Where));
    }

    [Fact]
    public async Task Models_ClassifierOfReactions_SaysThatItReadsSmiles()
    {
        Assert.Equal("smiles", (await _reactions.Service.GetAsync($"/models/{Model}")).Json.GetProperty("notation").GetString());
        Assert.False((await _reactions.Service.GetAsync("/models/tiny")).Json.TryGetProperty("notation", out _));
    }

    private async Task<JsonElement> ResultAsync(object body) => (await _reactions.AskAsync(body)).Json.GetProperty("results")[0];

    private static double Logit(JsonElement result) => result.GetProperty("evidence").GetProperty("logit").GetDouble();

    private static double SumOf(JsonElement result)
    {
        var evidence = result.GetProperty("evidence");
        return evidence.GetProperty("bias").GetDouble()
            + evidence.GetProperty("tokens").EnumerateArray().Sum(token => token.GetProperty("score").GetDouble());
    }

    private static double[] Scores(JsonElement result) =>
        [.. result.GetProperty("scores").EnumerateArray().Select(score => score.GetProperty("score").GetDouble())];

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-4;

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
