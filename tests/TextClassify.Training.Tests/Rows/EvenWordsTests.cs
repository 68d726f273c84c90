using TextClassify.Text;
using TextClassify.Training.Rows;

namespace TextClassify.Training.Tests.Rows;

public sealed class EvenWordsTests
{
    // Beyond padding, unknown and the words of the grammar.
    private const int First = 502;

    /// <summary>One word of each label, one that stands in all alike, and one that is too rare to tell.</summary>
    [Fact]
    public void Find_WordsOfLabelsAndOfNone_FindsThoseOfNone()
    {
        var even = Find();

        Assert.Equal([First + 2], even.Ids);
    }

    [Fact]
    public void Find_RowsWithoutALabel_AreNotCounted()
    {
        var (texts, labels) = Rows();
        Array.Fill(labels, -1, 0, labels.Length / 2);

        Assert.DoesNotContain(First, EvenWords.Find(texts, labels, First + 4, 2).Ids);
    }

    [Fact]
    public void Exchange_AllOfThem_LeavesEveryOtherWord()
    {
        var even = new EvenWords([600, 601, 602]);
        int[] words = [5, 600, 700, 601, Vocabulary.PadId];

        even.Exchange(words, 1, new Random(1));

        Assert.Equal([5, 700, Vocabulary.PadId], new[] { words[0], words[2], words[4] });
        Assert.All([words[1], words[3]], word => Assert.Contains(word, even.Ids.Append(Vocabulary.UnknownId)));
    }

    [Fact]
    public void Exchange_AShare_IsDrawnSoOftenAndTheSameForASeed()
    {
        var even = new EvenWords([.. Enumerable.Range(600, 1_000)]);
        int[] once = Exchanged(even, 3), again = Exchanged(even, 3);

        Assert.Equal(once, again);
        Assert.InRange(once.Count(word => word != 600), 2_000 - 150, 2_000 + 150);
        Assert.InRange(once.Count(word => word == Vocabulary.UnknownId), 500 - 80, 500 + 80);
    }

    private static int[] Exchanged(EvenWords even, int seed)
    {
        int[] words = [.. Enumerable.Repeat(600, 10_000)];
        even.Exchange(words, 0.2, new Random(seed));
        return words;
    }

    private static EvenWords Find()
    {
        var (texts, labels) = Rows();
        return EvenWords.Find(texts, labels, First + 4, 2);
    }

    private static (ReadOnlyMemory<int>[] Texts, int[] Labels) Rows()
    {
        int[] labels = [.. Enumerable.Range(0, 40).Select(row => row / 20)];
        var texts = Array.ConvertAll(labels, label => (ReadOnlyMemory<int>)new[] { First + label, First + 2, 7 });
        texts[0] = new[] { First, First + 2, First + 3 };
        return (texts, labels);
    }
}
