using TextClassify.Translation;

namespace TextClassify.UnitTests.Translation;

public sealed class BeamSearchTests
{
    private const int Symbols = 6;
    private const int Most = 4;
    private const double Near = 1e-5;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task RunAsync_BeamOfOne_TakesTheLikeliestSymbolEachTime(int seed)
    {
        var net = TableWriter.Random(Symbols, Most, seed);

        var found = Assert.Single(await SearchAsync(net, beam: 1));

        var (expected, score) = Greedy(net);
        Assert.Equal(expected, found.Ids);
        Assert.Equal(score, found.LogProbability, Near);
    }

    /// <summary>All 121 texts of at most four of three symbols fit into the beam.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task RunAsync_BeamAsWideAsThereAreTexts_FindsThemAllInTheirOrder(int seed)
    {
        var net = TableWriter.Random(Symbols, Most, seed);
        var all = net.All();

        var found = await SearchAsync(net, beam: all.Count);

        Assert.Equal(121, all.Count);
        Assert.Equal(all.Count, found.Count);
        for (int i = 0; i < all.Count; i++)
        {
            Assert.Equal(all[i].LogProbability, found[i].LogProbability, Near);
        }

        Assert.Equal(all[0].Ids, found[0].Ids);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task RunAsync_AnyBeam_GivesDifferentTextsLikeliestFirstWithTheirOwnProbability(int seed)
    {
        const int Beam = 4;
        var net = TableWriter.Random(Symbols, Most, seed);
        var all = net.All().ToDictionary(text => string.Join(' ', text.Ids), text => text.LogProbability);

        var found = await SearchAsync(net, Beam);

        Assert.InRange(found.Count, 1, Beam);
        Assert.Equal(found.Count, found.Select(text => string.Join(' ', text.Ids)).Distinct().Count());
        Assert.Equal(found.Select(text => text.LogProbability).OrderDescending(), found.Select(text => text.LogProbability));
        Assert.All(found, text => Assert.Equal(all[string.Join(' ', text.Ids)], text.LogProbability, Near));
    }

    /// <summary>The table's net looks at place t modulo 3 before it writes symbol t.</summary>
    [Fact]
    public async Task RunAsync_WithAttention_GivesWhereTheNetLookedBeforeEachSymbol()
    {
        var net = TableWriter.Random(Symbols, Most, seed: 3);
        using var writer = await net.ReadAsync(new int[3], 5, CancellationToken.None);

        var found = await BeamSearch.RunAsync(writer, net.Shape, beam: 5, attention: true, TestContext.Current.CancellationToken);

        Assert.Contains(found, text => text.Ids.Length > 1);
        foreach (var text in found)
        {
            Assert.Equal(text.Ids.Length * 3, text.Attention.Length);
            for (int t = 0; t < text.Ids.Length; t++)
            {
                Assert.Equal(1, text.Attention[(t * 3) + (t % 3)]);
            }
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public async Task RunAsync_LogitsThatAreNoNumbers_AreRefused(float logit)
    {
        float[,,] logits = new float[Most + 1, Symbols, Symbols];
        for (int step = 0; step <= Most; step++)
        {
            for (int id = 0; id < Symbols; id++)
            {
                logits[step, id, SymbolVocabulary.EdgeId] = logit;
            }
        }

        var net = new TableWriter(logits, new(Symbols, 1, 1, Most));

        await Assert.ThrowsAsync<InvalidDataException>(() => SearchAsync(net, beam: 1));
    }

    [Fact]
    public async Task RunAsync_CancelledBetweenSymbols_Ends()
    {
        var net = TableWriter.Random(Symbols, Most, seed: 1);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => BeamSearch.RunAsync(net, net.Shape, beam: 2, attention: false, new CancellationToken(canceled: true)));
    }

    private static async Task<IReadOnlyList<BeamText>> SearchAsync(TableWriter net, int beam)
    {
        using var writer = await net.ReadAsync(new int[1], beam, CancellationToken.None);
        return await BeamSearch.RunAsync(writer, net.Shape, beam, attention: false, TestContext.Current.CancellationToken);
    }

    /// <summary>Where four symbols stand, only the edge may follow.</summary>
    private static (int[] Ids, double Score) Greedy(TableWriter net)
    {
        var ids = new List<int>();
        int last = SymbolVocabulary.EdgeId;
        double score = 0;
        while (true)
        {
            int[] choices = ids.Count == Most
                ? [SymbolVocabulary.EdgeId]
                : [.. Enumerable.Range(SymbolVocabulary.EdgeId, Symbols - SymbolVocabulary.EdgeId)];
            int next = choices.MaxBy(id => net.LogProbability(ids.Count, last, id));
            score += net.LogProbability(ids.Count, last, next);
            if (next == SymbolVocabulary.EdgeId)
            {
                return ([.. ids], score);
            }

            ids.Add(next);
            last = next;
        }
    }
}
