using CsCheck;
using TextClassify.Explain.Counterfactuals;

namespace TextClassify.UnitTests.Explain.Counterfactuals;

public sealed class NearestWordsTests
{
    /// <summary>More rows than a block holds, against a sort of all cosines in double.</summary>
    [Fact]
    public void Find_RandomTable_EqualsASortOfAllCosines() => Gen.Select(Gen.Int[0, 1000], Gen.Int[1, 12]).Sample(
        (seed, count) =>
        {
            var random = new Random(seed);
            float[][] rows =
            [
                .. Enumerable.Range(0, 600).Select(_ => Enumerable.Range(0, 7).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray()),
            ];
            var model = new WordsModel([0, 0], [.. rows.Select((row, i) => ($"w{i}x", row))]);
            int[] ids = [2, 300, 601];

            int[][] found = NearestWords.Find(model, model.Encoder, ids, count, TestContext.Current.CancellationToken);

            for (int query = 0; query < ids.Length; query++)
            {
                double[] expected =
                [
                    .. Enumerable.Range(2, 600).Where(id => id != ids[query]).Select(Cosine).OrderDescending().Take(count),
                ];
                Assert.Equal(expected, found[query].Select(Cosine), (left, right) => Math.Abs(left - right) < 1e-6);
                Assert.DoesNotContain(ids[query], found[query]);

                double Cosine(int id) => rows[id - 2].Zip(rows[ids[query] - 2], (a, b) => (double)a * b).Sum()
                    / Math.Sqrt(rows[id - 2].Sum(a => (double)a * a) * rows[ids[query] - 2].Sum(a => (double)a * a));
            }
        },
        iter: 20);

    [Fact]
    public void Find_ClassesAndZeroRows_AreNoWords()
    {
        var model = new WordsModel([0, 0], ("fine", [1, 0]), ("<url>", [1, 0]), ("blank", [0, 0]), ("dull", [-1, 0]), ("<", [1, 1]));

        int[][] found = NearestWords.Find(model, model.Encoder, [2], 10, TestContext.Current.CancellationToken);

        Assert.Equal(["<", "dull"], found[0].Select(id => model.Encoder[id]));
    }

    [Fact]
    public void Find_Cancelled_Stops()
    {
        var model = new WordsModel([0, 0], ("fine", [1, 0]));

        Assert.Throws<OperationCanceledException>(
            () => NearestWords.Find(model, model.Encoder, [2], 1, new CancellationToken(canceled: true)));
    }
}
