using TextClassify.Training.Cases;
using TextClassify.Training.Nets;
using TextClassify.Training.Nets.Communicating;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Nets.Communicating;

public sealed class CaseNetTests
{
    private const int Sources = 3;
    private const int Rows = 4;
    private const int Words = 20;
    private const int Classes = 3;

    private static readonly CaseNetOptions Options = new()
    {
        EmbeddingWidth = 5,
        StateWidth = 4,
        RoleWidth = 2,
        MessageWidth = 3,
        WordWidth = 4,
        Aspects = 2,
        Rounds = 2,
    };

    /// <summary>Whatever a source that is missing says, nobody hears of it.</summary>
    [Fact]
    public void Forward_SourceMissing_ChangesNothingOfTheOthers()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var (net, words, batch) = Create();
        var missing = batch with { Present = [.. batch.Present.Select((one, i) => i % Sources == 1 ? 0 : one)] };
        var other = missing with { Tokens = [batch.Tokens[0], Tokens(new Random(9)), batch.Tokens[2]] };

        var (one, two) = (Run(net, words, missing), Run(net, words, other));

        Assert.Equal(Numbers(one.Merged), Numbers(two.Merged));
        Assert.Equal(Numbers(one.Own.select(1, 0)), Numbers(two.Own.select(1, 0)));
        Assert.Equal(Numbers(one.Own.select(1, 2)), Numbers(two.Own.select(1, 2)));
        Assert.NotEqual(Numbers(one.Merged), Numbers(Run(net, words, batch).Merged));
    }

    /// <summary>Every message lost is the net that sends none, to the last bit, and messages change something.</summary>
    [Fact]
    public void Forward_NothingArrives_IsTheNetThatSendsNothing()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var (net, words, batch) = Create();
        using var random = new Generator(1, CPU);
        var silent = new CaseNet(Options with { Aggregation = AggregationKind.None }, Sources, Classes, random);
        silent.Load(net.ToWeightTable());

        var lost = net.Forward(batch.Cut(words.Gather(batch.Flat())), batch.Tokens, batch.Arrivals(1));

        Assert.Equal(Numbers(Run(silent, words, batch).Merged), Numbers(lost.Merged));
        Assert.NotEqual(Numbers(Run(net, words, batch).Merged), Numbers(lost.Merged));
        Assert.All(Numbers(lost.Messages), count => Assert.Equal(Sources * (Sources - 1) * Options.Rounds, count));
    }

    /// <summary>A text's numbers don't hang on how long the texts beside it are.</summary>
    [Fact]
    public void Forward_LongerTextBeside_ChangesNothing()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var (net, words, batch) = Create();
        EncodedCase[] cases =
        [
            .. Enumerable.Range(0, Rows).Select(row => new EncodedCase(
                [
                    .. batch.Tokens.Select(tokens => new TextClassify.Text.EncodedText(
                        (int[])[.. Enumerable.Range(0, tokens.Lengths[row]).Select(t => tokens.Ids[(t * Rows) + row])],
                        new TextClassify.Text.TokenSpan[tokens.Lengths[row]],
                        tokens.Lengths[row])),
                ],
                0)),
        ];
        float[] together = Numbers(Run(net, words, batch).Merged);

        for (int row = 0; row < Rows; row++)
        {
            float[] alone = Numbers(Run(net, words, CaseBatch.Of([cases[row]])).Merged);
            Assert.Equal(alone, together.AsSpan(row * Classes, Classes).ToArray(), (a, b) => Math.Abs(a - b) <= 1e-5f);
        }
    }

    private static (CaseNet Net, WordTable Words, CaseBatch Batch) Create()
    {
        var random = new Random(4);
        var net = new CaseNet(Options, Sources, Classes, new Generator(1, CPU));
        foreach (var (_, weight) in net.Weights)
        {
            var values = Crnn.Values(weight);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = random.NextSingle() - 0.5f;
            }
        }

        var words = new WordTable(
            Options.EmbeddingWidth, [.. Enumerable.Range(0, Words * Options.EmbeddingWidth).Select(_ => random.NextSingle() - 0.5f)]);
        float[] present = new float[Rows * Sources];
        Array.Fill(present, 1);
        return (net, words, new CaseBatch([.. Enumerable.Range(0, Sources).Select(_ => Tokens(random))], present, new long[Rows]));
    }

    private static TokenBatch Tokens(Random random) => TokenBatch.Of(
    [
        .. Enumerable.Range(0, Rows).Select(_ => (ReadOnlyMemory<int>)random.GetItems(
            Enumerable.Range(1, Words - 1).ToArray(), random.Next(1, 7))),
    ]);

    private static CaseOutputs Run(CaseNet net, WordTable words, CaseBatch batch) =>
        net.Forward(batch.Cut(words.Gather(batch.Flat())), batch.Tokens, batch.Arrivals(0));

    private static float[] Numbers(Tensor values) => values.contiguous().data<float>().ToArray();
}
