using System.Text.Json.Nodes;
using TextClassify.Api.Identity;
using TextClassify.Client.Contracts;
using TextClassify.Infrastructure;
using TextClassify.Security;

namespace TextClassify.Client;

/// <summary>The client against the real service: what it asks, what it reads, and which exception stands for which answer.</summary>
public sealed class ClientAnswerTests(Service service, LanguageService language) : IClassFixture<Service>, IClassFixture<LanguageService>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task ClassifyAsync_List_GivesResultsAndErrorsInOrder()
    {
        var response = await ClientServices.Of(service).ClassifyAsync(
            new ClassifyRequest { Inputs = [new("a fine film", "x"), " ", "dull"], Model = "polarity", Top = 1, Evidence = true }, Cancel);

        Assert.Equal(("polarity", "2"), (response.Model.Name, response.Model.Version));
        Assert.Equal(["positive", null, "negative"], response.Results.Select(result => result.Label));
        Assert.Equal("x", response.Results[0].Id);
        Assert.Equal("urn:textclassify:empty-text", response.Results[1].Error!.Type);
        var evidence = response.Results[0].Evidence!;
        Assert.Equal(evidence.Logit, evidence.Bias + evidence.Tokens.Sum(token => token.Score), 1e-6);
        Assert.Single(response.Results[0].Scores!);
    }

    [Fact]
    public async Task ExplainAsync_MethodWithParameters_IsReadWithItsCertificate()
    {
        var response = await ClientServices.Of(service).ExplainAsync(
            new ExplainRequest
            {
                Inputs = ["a fine film"],
                Method = "shapley_sampling",
                Parameters = new JsonObject { ["seed"] = 3 },
                Contrast = new LabelContrast("positive", "negative"),
                Output = "logit",
            },
            Cancel);

        var result = Assert.Single(response.Results);
        Assert.Equal(("shapley_sampling", 3), (response.Method.Name, response.Method.Parameters["seed"].GetInt32()));
        Assert.Equal(("positive", "negative"), (result.Target!.Label, result.Foil!.Label));
        Assert.Equal(result.Certificate!.Sum, result.Tokens!.Sum(token => token.Score), 1e-4);
        Assert.True(result.Cost!.ModelCalls > 0);
    }

    [Theory]
    [InlineData("base64-f32le")]
    [InlineData("base64-f16le")]
    [InlineData("numbers")]
    public async Task HiddenStatesAsync_AnyEncoding_GivesTheSameRows(string encoding)
    {
        var response = await ClientServices.Of(service).HiddenStatesAsync(
            new HiddenStatesRequest { Inputs = ["a fine film"], States = ["word"], Include = ["vectors", "entropy"], Encoding = encoding },
            Cancel);

        // The model's word state is the token's id and three times its place: a 2, fine 3, film 4.
        var result = Assert.Single(response.Results);
        Assert.Equal([[2, 0], [3, 3], [4, 6]], result.States!.Word!.Vectors!.ToRows());
        Assert.Equal(3, result.Entropy!.Count);
        Assert.Equal("fine", result.Tokens![1].Text);
    }

    [Fact]
    public async Task HiddenStatesAsync_LanguageModel_HasZonesByCharacter()
    {
        var response = await ClientServices.Of(language.Service).HiddenStatesAsync(
            new HiddenStatesRequest { Inputs = ["the cat"], Model = "rhyme", Include = ["zones", "zoneNorms"] }, Cancel);

        var zones = Assert.Single(response.Results).Zones!;
        float[][] rows = zones.Vectors!.ToRows();
        Assert.Equal((7, zones.Count * zones.Width, zones.Count), (rows.Length, rows[0].Length, zones.Norms![0].Count));
        Assert.Equal(Math.Sqrt(rows[3].Take(zones.Width).Sum(number => (double)number * number)), zones.Norms[3][0], 1e-4);
    }

    [Fact]
    public async Task ScoreAndGenerateAsync_LanguageModel_AreRead()
    {
        var client = ClientServices.Of(language.Service);

        var scored = await client.ScoreAsync(new ScoreRequest { Inputs = ["the cat"], Model = "rhyme", Characters = true }, Cancel);
        var written = await client.GenerateAsync(new GenerateRequest { Prompt = "the ", Length = 10, Temperature = 0 }, Cancel);

        Assert.Equal(7, Assert.Single(scored.Results).Surprisal!.Count);
        Assert.True(scored.Results[0].Ood!.Percentile is >= 0 and <= 100);
        Assert.Equal(written.CharacterCount, written.Text.Length);
    }

    [Fact]
    public async Task AnyCall_RequestAtFault_ThrowsItsProblem()
    {
        var refused = await Assert.ThrowsAsync<RequestRefusedException>(
            () => ClientServices.Of(service).ClassifyAsync(new ClassifyRequest { Inputs = ["secret words"], Model = "none" }, Cancel));

        Assert.Equal(
            (404, "urn:textclassify:unknown-model", "model"), (refused.Problem.Status, refused.Problem.Type, refused.Problem.Where));
        Assert.NotEmpty(refused.Problem.RequestId!);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 401)]
    [InlineData(Scopes.Explain, 403)]
    public async Task AnyCall_KeyThatMayNot_ThrowsAccess(string? scope, int status)
    {
        await using var keyed = new KeyedService();
        var client = ClientServices.Of(
            keyed.Service, new TextClassifyClientOptions { ApiKey = scope is null ? null : KeyedService.Of(scope) });

        var access = await Assert.ThrowsAsync<AccessException>(
            () => client.ClassifyAsync(new ClassifyRequest { Inputs = ["fine"] }, Cancel));

        Assert.Equal(status, access.Problem.Status);
    }

    [Fact]
    public async Task AnyCall_QuotaUsedUp_ThrowsBusyWithTheTime()
    {
        await using var keyed = new KeyedService();
        var client = ClientServices.Of(
            keyed.Service, new TextClassifyClientOptions { ApiKey = KeyedService.Small, MaxRetryAfter = TimeSpan.FromSeconds(1) });
        var request = new ClassifyRequest { Inputs = ["a fine film", "a dull film"] };
        await client.ClassifyAsync(request, Cancel);

        var busy = await Assert.ThrowsAsync<ServiceBusyException>(() => client.ClassifyAsync(request, Cancel));

        Assert.Equal("urn:textclassify:quota-exceeded", busy.Problem.Type);
        Assert.True(busy.RetryAfter > TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task AnyCall_ModelFails_IsNotSentAgain()
    {
        var forward = PolarityModel.Forward();
        forward.Before = _ => throw new InvalidOperationException("It fails.");
        await using var failing = new Service(forward);
        var (client, handler) = ClientServices.Scripted(failing, null);

        var failed = await Assert.ThrowsAsync<ServiceFailedException>(
            () => client.ClassifyAsync(new ClassifyRequest { Inputs = ["fine"] }, Cancel));

        Assert.Equal((500, 1), (failed.Problem.Status, handler.Requests));
    }
}
