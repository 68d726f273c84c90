using TextClassify.Cases;
using TextClassify.Client.Contracts;

namespace TextClassify.Client;

public sealed class ClientCaseTests(SourcesService sources) : IClassFixture<SourcesService>
{
    [Fact]
    public async Task ClassifyAsync_Case_TellsWhatEachSourceDid()
    {
        var response = await ClientServices.Of(sources.Service).ClassifyAsync(
            new ClassifyRequest
            {
                Inputs =
                [
                    TextInput.OfSources(
                        new CaseText("own", "it was good"), new CaseText("quoted", "so slow"), new CaseText("subject", null)),
                ],
                Model = SourcesService.Model,
                Evidence = true,
                Communication = new CommunicationRequest(Rounds: 1),
                Ablations = ["none", "each", "edges"],
            },
            TestContext.Current.CancellationToken);

        var result = Assert.Single(response.Results);
        Assert.Equal(["ok", "ok", "lost"], result.Sources!.Select(source => source.Status));
        Assert.Equal(result.Evidence!.Logit, result.Evidence.Bias + result.Sources!.Sum(source => source.Share ?? 0), 1e-5);
        Assert.Equal(result.Sources![0].Share!.Value, result.Sources[0].Tokens!.Sum(token => token.Score), 1e-5);
        Assert.Equal((1, 2, 24), (result.Communication!.Rounds, result.Communication.Messages, result.Communication.Bytes));
        Assert.Equal(2, result.Communication.Influence!.Count);
        Assert.Equal(["own", "quoted"], result.Ablation!.Without!.Keys.Order());
        Assert.NotNull(result.Ablation.WithoutCommunication);
    }

    [Fact]
    public async Task HiddenStatesAsync_Case_TellsStatesBySourceAndRound()
    {
        var response = await ClientServices.Of(sources.Service).HiddenStatesAsync(
            new HiddenStatesRequest
            {
                Inputs = [TextInput.OfSources(new CaseText("own", "it was good"), new CaseText("subject", null))],
                Model = SourcesService.Model,
                States = ["rounds"],
                Include = ["distance"],
                Communication = new CommunicationRequest(Rounds: 1),
            },
            TestContext.Current.CancellationToken);

        var told = Assert.Single(response.Results).Sources!;
        Assert.Equal(["ok", "lost"], told.Select(source => source.Status));
        Assert.Equal(3, told[0].Rounds!.Distance!.Count);
        Assert.Null(told[1].Rounds);
    }
}
