using TextClassify.Communication;
using TextClassify.Forward;

namespace TextClassify.UnitTests.Kinds.Sources;

/// <summary>The laws of answers from several sources, on cases of one to three of them.</summary>
public sealed class CasePassTests(TinySources tiny) : IClassFixture<TinySources>
{
    private const float Near = 1e-5f;

    [Fact]
    public async Task RunAsync_ThousandCases_SharesOfSourcesAndTokensSumToTheLogit()
    {
        var random = new Random(11);
        int classes = tiny.Model.Labels.Count;
        float[] bias = tiny.Model.Cases.Bias.ToArray();
        CaseRow[] cases =
        [
            .. Enumerable.Range(0, 1_000).Select(_ =>
            {
                var sources = tiny.Draw(random);
                var full = tiny.Full(sources);
                return new CaseRow(sources, [sources.Length > 1 && random.Next(2) == 0 ? full.Without(random.Next(sources.Length)) : full]);
            }),
        ];

        var answers = await tiny.Model.Cases.RunAsync(
            cases, tokens: true, new ForwardTerms(ForwardLane.Bulk), TestContext.Current.CancellationToken);

        foreach (var reading in answers.Readings)
        {
            for (int label = 0; label < classes; label++)
            {
                float logit = reading.Answers[0].Logits[label];
                float[] shares = [.. reading.Answers[0].Shares.Where((_, i) => i % classes == label)];
                Assert.Equal(logit, bias[label] + shares.Sum(), Near);
                Assert.Equal(shares, reading.Tokens.Select(tokens => tokens.Where((_, i) => i % classes == label).Sum()), Close);
            }
        }
    }

    /// <summary>A source that is silenced is as if it had not been sent.</summary>
    [Fact]
    public async Task RunAsync_SourceSilenced_IsTheCaseWithoutIt()
    {
        var random = new Random(12);
        for (int i = 0; i < 40; i++)
        {
            var sources = tiny.Draw(random);
            if (sources.Length == 1)
            {
                continue;
            }

            int gone = random.Next(sources.Length);
            SourceRow[] others = [.. sources.Where((_, source) => source != gone)];

            var silenced = await tiny.AskAsync(sources, tiny.Full(sources).Without(gone));
            var without = await tiny.AskAsync(others, tiny.Full(others));

            Assert.Equal(without.Answers[0].Logits, silenced.Answers[0].Logits, Close);
            Assert.Equal(without.Tokens.SelectMany(tokens => tokens), silenced.Tokens.SelectMany(tokens => tokens), Close);
            Assert.Empty(silenced.Tokens[gone]);
        }
    }

    [Fact]
    public async Task RunAsync_SourcesInAnotherOrder_AnswerTheSameInThatOrder()
    {
        var random = new Random(13);
        int classes = tiny.Model.Labels.Count;
        for (int i = 0; i < 40; i++)
        {
            var sources = tiny.Draw(random);
            int[] order = [.. Enumerable.Range(0, sources.Length)];
            random.Shuffle(order);
            SourceRow[] moved = [.. order.Select(source => sources[source])];

            var (one, other) = (
                await tiny.AskAsync(sources, tiny.Full(sources)), await tiny.AskAsync(moved, tiny.Full(moved)));

            Assert.Equal(one.Answers[0].Logits, other.Answers[0].Logits, Close);
            Assert.Equal(
                order.SelectMany(source => one.Answers[0].Own.Skip(source * classes).Take(classes)), other.Answers[0].Own, Close);
        }
    }

    /// <summary>What a source says alone is the whole answer to it alone, and messages change something.</summary>
    [Fact]
    public async Task RunAsync_NobodyHears_EachSaysWhatItSaysAlone()
    {
        var random = new Random(14);
        int classes = tiny.Model.Labels.Count, changed = 0;
        for (int i = 0; i < 40; i++)
        {
            var sources = tiny.Draw(random);
            var full = tiny.Full(sources);

            var together = await tiny.AskAsync(sources, full, full.Silent());

            for (int source = 0; source < sources.Length; source++)
            {
                var alone = await tiny.AskAsync([sources[source]], CaseVariant.Full(1, tiny.Model.Cases.Rounds));
                Assert.Equal(alone.Answers[0].Logits, together.Answers[1].Own.Skip(source * classes).Take(classes), Close);
            }

            changed += together.Answers[0].Logits.Zip(together.Answers[1].Logits).Any(pair => !Close(pair.First, pair.Second)) ? 1 : 0;
            Assert.Equal(sources.Length * (sources.Length - 1) * tiny.Model.Cases.Rounds, full.Messages);
            Assert.Equal(0, full.Silent().Messages);
        }

        Assert.True(changed > 20, $"messages changed {changed} of 40 answers");
    }

    /// <summary>One edge at a time: with all of them gone, nobody hears.</summary>
    [Fact]
    public async Task RunAsync_EveryEdgeGone_IsSilence()
    {
        var random = new Random(15);
        var sources = tiny.Draw(random);
        while (sources.Length < 3)
        {
            sources = tiny.Draw(random);
        }

        var full = tiny.Full(sources);
        var gone = full;
        var variants = new List<CaseVariant> { full.Silent(), full };
        for (int from = 0; from < sources.Length; from++)
        {
            for (int to = 0; to < sources.Length; to++)
            {
                gone = from == to ? gone : gone.WithoutEdge(from, to);
                variants.AddRange(from == to ? [] : [full.WithoutEdge(from, to)]);
            }
        }

        variants.Add(gone);
        var reading = await tiny.AskAsync(sources, [.. variants]);

        Assert.Equal(reading.Answers[0].Logits, reading.Answers[^1].Logits, Close);
        Assert.Equal(full.Messages - tiny.Model.Cases.Rounds, full.WithoutEdge(0, 1).Messages);
        Assert.All(reading.Answers[2..^1], answer => Assert.False(Close(reading.Answers[1].Logits[0], answer.Logits[0])));
    }

    /// <summary>A row of marked ids is the case it is of; a plain row is a case of the source that plain texts are.</summary>
    [Fact]
    public async Task Forward_MarkedRows_AnswerAsTheirCases()
    {
        var random = new Random(16);
        var sources = tiny.Draw(random);
        int[] ids = [.. sources.SelectMany(source => source.Ids.ToArray())];
        var parts = new List<CasePart>();
        int start = 0;
        foreach (var source in sources)
        {
            parts.Add(new CasePart(source.Role, new(start, start + source.Ids.Length)));
            start += source.Ids.Length;
        }

        var text = new TextClassify.Text.EncodedText(ids, new TextClassify.Text.TokenSpan[ids.Length], ids.Length);
        var rows = await tiny.Model.Forward.RunAsync(
            [CaseMarks.Mark(text, parts).Ids, ids], ForwardOutputs.Evidence, TestContext.Current.CancellationToken);
        var asCase = await tiny.AskAsync(sources, tiny.Full(sources));
        var plain = await tiny.AskAsync([new SourceRow(tiny.Model.TextRole, ids)], CaseVariant.Full(1, tiny.Model.Cases.Rounds));

        Assert.Equal(asCase.Answers[0].Logits, rows.Results[0].Logits, Close);
        Assert.Equal(asCase.Tokens.SelectMany(tokens => tokens), rows.Results[0].Evidence, Close);
        Assert.Equal(plain.Answers[0].Logits, rows.Results[1].Logits, Close);
    }

    private static bool Close(float one, float other) => Math.Abs(one - other) <= Near;
}
