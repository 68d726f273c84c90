using TextClassify.Text;
using TextClassify.Training.Baseline;
using TextClassify.Training.Data;
using TextClassify.Training.Evaluation;
using TextClassify.Training.Nets;

namespace TextClassify.Training.Tests.Baseline;

public sealed class WordSharesTests
{
    private const int Classes = 2;

    private static readonly Vocabulary Words = new([Vocabulary.Pad, Vocabulary.Unknown, "good", "bad", "film", "unseen"]);

    [Fact]
    public void Fit_WordsOfOneLabel_SpeakForIt()
    {
        var shares = Fit();

        Assert.True(Share(shares, "good", 1) > 0.5f && Share(shares, "bad", 0) > 0.5f);
        Assert.Equal(0, Share(shares, "film", 1), 0.1);
    }

    [Fact]
    public void Fit_WordsThatNoTextHas_SayNothing()
    {
        var shares = Fit();

        Assert.All(new[] { Vocabulary.Pad, Vocabulary.Unknown, "unseen" }, word => Assert.Equal(0f, Share(shares, word, 1)));
    }

    /// <summary>What ships is the sum over a text's words over the root of their number: that is what was fitted.</summary>
    [Fact]
    public void Fit_DevelopmentRows_HaveTheLogitsOfTheTerm()
    {
        var (_, dev) = Splits();
        var shares = Fit();

        for (int row = 0; row < dev.Texts.Count; row++)
        {
            int[] ids = dev.Texts[row].Ids.ToArray();
            for (int label = 0; label < Classes; label++)
            {
                double sum = ids.Sum(id => (double)shares.Values[(id * Classes) + label]);
                Assert.Equal(
                    shares.Bias[label] + (sum * LinearTerm.Scale(ids.Length)), shares.DevLogits[(row * Classes) + label], 1e-4);
            }
        }
    }

    private static WordShares Fit()
    {
        var (train, dev) = Splits();
        return WordShares.Fit(train, dev, Words.Count, Classes, TestContext.Current.CancellationToken);
    }

    private static float Share(WordShares shares, string word, int label) =>
        shares.Values[((Words.TryGetId(word, out int id) ? id : -1) * Classes) + label];

    private static (EncodedSplit Train, EncodedSplit Dev) Splits()
    {
        LabelledText[] rows = [.. Enumerable.Range(0, 40).Select(i => new LabelledText(i % 2 == 0 ? "bad film" : "good film", $"{i % 2}"))];
        var encoder = new TextEncoder(Words, 8);
        return (EncodedSplit.Encode(rows, ["0", "1"], encoder), EncodedSplit.Encode(rows[..6], ["0", "1"], encoder));
    }
}
