using TextClassify.Training.Nets;
using TextClassify.Training.Tests.Loops;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Explaining;

/// <summary>
/// The ground truth of Arras et al. (2019): a net that adds or subtracts the two marked numbers of a row has one right answer to which
/// token contributed what.
/// </summary>
[Collection(nameof(TorchGenerator))]
public sealed class ToyArithmeticTests
{
    // Ids: 2 + n is the number (n - 10) / 10 unmarked, 23 + n the same marked.
    private const int Numbers = 21, Unmarked = 2, Marked = Unmarked + Numbers, Length = 6;

    private static readonly CrnnOptions Options = new()
    {
        EmbeddingWidth = 2,
        StateWidth = 6,
        TensorRank = 4,
        WordWidth = 6,
        Aspects = 1,
        Windows = [1],
        WindowChannels = 4,
    };

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task IntegratedGradients_MarkedNumbers_GiveEachItsShare(int signOfSecond)
    {
        using var net = Train(signOfSecond, out var words);
        using var served = new ServedNet(net, words, Options);
        var random = new Random(11);
        var scores = new List<double>();
        var truth = new List<double>();
        for (int text = 0; text < 100; text++)
        {
            var (ids, shares) = Draw(random, signOfSecond);

            // The same markers over zeros: what the row says when its numbers say nothing.
            string[][] zeros = [[.. ids.Select(id => ServedNet.Word(id >= Marked ? Marked + 10 : Unmarked + 10))]];
            var explanation = await served.ExplainAsync(
                "integrated_gradients", ids, new { baseline = "tokens", baseline_tokens = zeros }, target: 1, foil: 0);

            scores.AddRange(explanation.Scores.Select(score => (double)score));
            truth.AddRange(shares);
        }

        Assert.InRange(Correlation(scores, truth), 0.99, 1);
    }

    private static Crnn Train(int signOfSecond, out WordTable words)
    {
        const int Steps = 1500, Rows = 64;
        manual_seed(3);
        words = new WordTable(2, [.. Enumerable.Range(0, Marked + Numbers).SelectMany(Embedding)]);
        words.RoundToTable(inBytes: false);
        var net = new Crnn(Options, classes: 2);
        using var optimizer = optim.Adam(net.parameters(), lr: 0.01);
        var random = new Random(7);
        for (int step = 0; step < Steps; step++)
        {
            using var scope = NewDisposeScope();
            var rows = Enumerable.Range(0, Rows).Select(_ => Draw(random, signOfSecond)).ToArray();
            var batch = TokenBatch.Of([.. rows.Select(row => (ReadOnlyMemory<int>)row.Ids)]);
            var (logits, _, _) = net.Logits(words.Gather(batch), batch);
            var sums = tensor(rows.Select(row => (float)row.Shares.Sum()).ToArray());
            var loss = (logits.select(1, 1) - logits.select(1, 0) - sums).Squared().mean();
            optimizer.ParamGroups.First().LearningRate = 0.01 * (1 - ((double)step / Steps));
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
        }

        return net;
    }

    private static float[] Embedding(int id) => id switch
    {
        < Unmarked => [0, 0],
        < Marked => [(id - Unmarked - 10) / 10f, 0],
        _ => [(id - Marked - 10) / 10f, 1],
    };

    private static (int[] Ids, double[] Shares) Draw(Random random, int signOfSecond)
    {
        int[] ids = new int[Length];
        double[] shares = new double[Length];
        int first = random.Next(Length - 1), second = random.Next(first + 1, Length);
        for (int token = 0; token < Length; token++)
        {
            int number = random.Next(Numbers);
            bool marked = token == first || token == second;
            ids[token] = (marked ? Marked : Unmarked) + number;
            shares[token] = marked ? (number - 10) / 10.0 * (token == second ? signOfSecond : 1) : 0;
        }

        return (ids, shares);
    }

    private static double Correlation(List<double> left, List<double> right)
    {
        double leftMean = left.Average(), rightMean = right.Average();
        double both = left.Zip(right, (l, r) => (l - leftMean) * (r - rightMean)).Sum();
        return both / Math.Sqrt(left.Sum(l => (l - leftMean) * (l - leftMean)) * right.Sum(r => (r - rightMean) * (r - rightMean)));
    }
}
