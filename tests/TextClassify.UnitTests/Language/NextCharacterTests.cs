using TextClassify.Explain;
using TextClassify.Explain.Catalog;
using TextClassify.Forward;
using TextClassify.Text;
using TextClassify.UnitTests.Explain;

namespace TextClassify.Language;

/// <summary>The methods that run rows, on a language model.</summary>
public sealed class NextCharacterTests
{
    private const int Characters = 40;

    private static readonly int[] Before = [CharacterVocabulary.EdgeId, 5, 9];

    public static TheoryData<string> Methods =>
        [.. ExplainerCatalog.Default.For([]).All.Select(explainer => explainer.Info.Name).Where(name => name is not "anchors")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task ExplainAsync_AdditiveModel_GivesEachCharacterItsOwnWeight(string method)
    {
        foreach (int length in (int[])[1, 2, 7, 40])
        {
            int[] ids = ExplainRequests.Ids(length, seed: length);

            var explanation = await ExplainAsync(
                method, await OpenAsync(new AdditiveCharacters(Characters)), ids, $$"""{"baseline":"delete"{{Exactly(method)}}}""");

            // LIME's ridge shrinks by its penalty; the others are exact.
            Assert.All(
                ids.Zip(explanation.Scores),
                pair => Assert.Equal(AdditiveCharacters.Weight(pair.First), pair.Second, method == "lime" ? 1e-2 : 1e-5));
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task ExplainAsync_ConstantModel_GivesZeros(string method)
    {
        foreach (string output in (string[])["logit", "probability", "log_odds", "log_probability"])
        {
            var model = await OpenAsync(new AdditiveCharacters(Characters, scale: 0));

            var explanation = await ExplainAsync(method, model, ExplainRequests.Ids(9, seed: 1), $$"""{"output":"{{output}}"}""");

            Assert.All(explanation.Scores, score => Assert.Equal(0, score, 1e-12));
        }
    }

    /// <summary>Of a single character, only the empty text is left: what follows the text before it.</summary>
    [Fact]
    public async Task ExplainAsync_OneCharacterLeftOut_LeavesTheTextBefore()
    {
        var model = await OpenAsync(new AdditiveCharacters(Characters));

        var explanation = await ExplainAsync("leave_one_out", model, [8], "{}");

        Assert.Equal(1, explanation.ModelCalls);
        Assert.Equal(AdditiveCharacters.Weight(Before.Sum()), model.Bias.Span[0]);
        Assert.Equal(AdditiveCharacters.Weight(Before.Sum() + 8), explanation.Logits[0]);
    }

    [Theory]
    [InlineData("unk", CharacterVocabulary.UnknownId)]
    [InlineData("pad", CharacterVocabulary.EdgeId)]
    public async Task RunAsync_WhatStandsForACharacter_IsTheCharacterVocabularys(string baseline, int expected)
    {
        var characters = new AdditiveCharacters(Characters);

        await ExplainAsync("leave_one_out", await OpenAsync(characters), [7, 8], $$"""{"baseline":"{{baseline}}"}""");

        Assert.Equal([[expected, 8], [7, expected]], characters.Calls[^1]);
    }

    [Fact]
    public async Task ExplainAsync_CallerLeaves_RunsNoMore()
    {
        using var leave = new CancellationTokenSource();
        var characters = new AdditiveCharacters(Characters) { OnCall = calls => { if (calls == 3) { leave.Cancel(); } } };
        var model = await NextCharacter.OpenAsync(characters, Before, leave.Token);
        var explainer = ExplainerCatalog.Default.Find("leave_one_out")!;
        var request = ExplainRequests.Of(explainer, ExplainRequests.Ids(2_000, seed: 3), model);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => explainer.ExplainAsync(request, model, leave.Token));
        Assert.Equal(3, characters.Calls.Count);
    }

    [Fact]
    public async Task OpenAsync_LongText_IsReadInPieces()
    {
        var characters = new AdditiveCharacters(Characters);
        int[] before = [.. Enumerable.Repeat(1, 5_000)];

        var model = await NextCharacter.OpenAsync(characters, before, Cancellation);

        Assert.Equal([2_048, 2_048, 904], characters.Calls.Select(call => call[0].Length));
        Assert.Equal(AdditiveCharacters.Weight(5_000), model.Bias.Span[0]);
    }

    private static Task<NextCharacter> OpenAsync(ILanguagePass model) => NextCharacter.OpenAsync(model, Before, Cancellation);

    private static string Exactly(string method) => method switch
    {
        "lime" => ""","alpha":1e-6,"output":"logit" """,
        "partition_shap" => ""","max_evals":10000,"output":"logit" """,
        _ => ""","output":"logit" """,
    };

    private static Task<Explanation> ExplainAsync(string method, NextCharacter model, int[] ids, string parameters)
    {
        var explainer = ExplainerCatalog.Default.Find(method)!;
        return explainer.ExplainAsync(ExplainRequests.Of(explainer, ids, model, parameters), model, Cancellation);
    }
}
