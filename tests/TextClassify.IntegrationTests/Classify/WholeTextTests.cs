using System.Net;
using System.Text.Json;
using TextClassify.Client;
using TextClassify.Client.Contracts;
using TextClassify.Infrastructure;

namespace TextClassify.Classify;

/// <summary>Over a model that reads twelve tokens.</summary>
public sealed class WholeTextTests(AspectService services) : IClassFixture<AspectService>
{
    private const string First = "the film is slow but the cast is warm .", Second = "it was not bad and so good it is fine";

    [Fact]
    public async Task Classify_WholeText_IsTheMeanOfItsPartsByTheirTokens()
    {
        var whole = await ResultAsync($$"""{"model":"tiny","inputs":"{{First}} {{Second}}","evidence":true,"wholeText":true}""");

        Assert.Equal((20, false, 2), (Number(whole, "tokenCount"), whole.GetProperty("truncated").GetBoolean(), Number(whole, "parts")));
        var evidence = whole.GetProperty("evidence");
        string target = evidence.GetProperty("target").GetString()!;
        double bias = evidence.GetProperty("bias").GetDouble();
        double first = await SumAsync(First, target), second = await SumAsync(Second, target);
        Assert.Equal(bias + ((first + second) / 2), evidence.GetProperty("logit").GetDouble(), 1e-4);
    }

    [Fact]
    public async Task Classify_WholeTextWithEvidence_AddsUpToTheLogitAndShowsTheTextsOwnWords()
    {
        string text = string.Join(' ', Enumerable.Repeat($"{First} {Second}", 7));

        var whole = await ResultAsync($$"""{"model":"tiny","inputs":"{{text}}","evidence":true,"wholeText":true}""");

        var evidence = whole.GetProperty("evidence");
        var tokens = evidence.GetProperty("tokens").EnumerateArray().ToArray();
        Assert.Equal(140, tokens.Length);
        Assert.All(
            tokens, token => Assert.Equal(text[Number(token, "start")..Number(token, "end")], token.GetProperty("text").GetString()));
        double sum = evidence.GetProperty("bias").GetDouble() + tokens.Sum(token => token.GetProperty("score").GetDouble());
        Assert.Equal(evidence.GetProperty("logit").GetDouble(), sum, 1e-4);
    }

    [Fact]
    public async Task Classify_EvidenceBySentences_AddsUpToTheLogitAlike()
    {
        string text = $"{First} {Second}! {First}";

        var whole = await ResultAsync($$"""{"model":"tiny","inputs":"{{text}}","evidence":true,"sentences":true,"wholeText":true}""");

        var evidence = whole.GetProperty("evidence");
        var sentences = evidence.GetProperty("sentences").EnumerateArray().ToArray();
        Assert.Equal([First, $"{Second}!", First], sentences.Select(sentence => sentence.GetProperty("text").GetString()));
        Assert.All(sentences, sentence => Assert.Equal(
            evidence.GetProperty("tokens").EnumerateArray()
                .Where(token => Number(token, "start") >= Number(sentence, "start") && Number(token, "end") <= Number(sentence, "end"))
                .Sum(token => token.GetProperty("score").GetDouble()),
            sentence.GetProperty("score").GetDouble(),
            1e-5));
        double sum = evidence.GetProperty("bias").GetDouble() + sentences.Sum(sentence => sentence.GetProperty("score").GetDouble());
        Assert.Equal(evidence.GetProperty("logit").GetDouble(), sum, 1e-4);
    }

    [Fact]
    public async Task Classify_SentencesWithoutEvidence_IsRefused()
    {
        var answer = await services.Service.PostAsync("/classify", """{"model":"tiny","inputs":"a film","sentences":true}""");

        var (status, type, where, _) = answer.Problem();
        Assert.Equal((400, "out-of-range", "sentences"), (status, type, where));
    }

    [Fact]
    public async Task Classify_WholeTextWithinTheLimit_IsThePlainAnswerInOnePart()
    {
        var whole = await ResultAsync($$"""{"model":"tiny","inputs":"{{First}}","wholeText":true}""");
        var plain = await ResultAsync($$"""{"model":"tiny","inputs":"{{First}}"}""");

        Assert.Equal(1, Number(whole, "parts"));
        Assert.Equal(plain.GetProperty("scores").GetRawText(), whole.GetProperty("scores").GetRawText());
        Assert.False(plain.TryGetProperty("parts", out _));
    }

    [Fact]
    public async Task Classify_WholeTextsInAStream_AreAskedForInTheQuery()
    {
        var answer = await services.Service.PostAsync(
            "/classify?model=tiny&wholeText=true", $"\"{First} {Second}\"\n\"  \"\n", "application/x-ndjson");

        string[] lines = answer.Text.Split('\n');
        Assert.Contains("\"parts\":2", lines[1], StringComparison.Ordinal);
        Assert.Contains("empty-text", lines[2], StringComparison.Ordinal);
        Assert.DoesNotContain("parts", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ClassifyAsync_StreamOfTheClient_ReadsWholeTexts()
    {
        var cancel = TestContext.Current.CancellationToken;
        var texts = new TextInput[] { new($"{First} {Second}"), new(First) }.ToAsyncEnumerable();

        var results = await ClientServices.Of(services.Service)
            .ClassifyAsync(texts, new StreamOptions { Model = "tiny", WholeText = true }, cancellationToken: cancel).ToListAsync(cancel);

        Assert.Equal([2, 1], results.Select(result => result.Parts));
    }

    [Theory]
    [InlineData("""{"model":"tiny","inputs":"a","wholeText":true,"abstain":0.1}""", "cut at 12 tokens; leave wholeText out")]
    [InlineData("""{"model":"tiny-aspect","inputs":"a","wholeText":true}""", "reads a text once for all its aspects; leave wholeText out")]
    public async Task Classify_WholeTextThatCannotBe_IsRefused(string body, string detail)
    {
        var answer = await services.Service.PostAsync("/classify", body);

        Assert.Equal((400, "wholeText"), (answer.Problem().Status, answer.Problem().Where));
        Assert.Contains(detail, answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private async Task<double> SumAsync(string text, string label)
    {
        var answer = await services.Service.PostAsync(
            "/explain", $$"""{"model":"tiny","inputs":"{{text}}","method":"evidence","target":"{{label}}"}""");
        var tokens = answer.Json.GetProperty("results")[0].GetProperty("tokens");
        return tokens.EnumerateArray().Sum(token => token.GetProperty("score").GetDouble());
    }

    private async Task<JsonElement> ResultAsync(string body)
    {
        var answer = await services.Service.PostAsync("/classify", body);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Json.GetProperty("results")[0];
    }

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
