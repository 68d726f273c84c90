using CsCheck;
using TextClassify.LongTexts;

namespace TextClassify.UnitTests.LongTexts;

public sealed class TextPartsTests
{
    private const int Stop = 9;

    [Fact]
    public void EndsOf_TextWithinTheLimit_IsOnePart() => Assert.Equal([4], TextParts.EndsOf([1, Stop, 3, 4], 4, [Stop]));

    [Fact]
    public void EndsOf_LongerText_IsCutEvenly() => Assert.Equal([4, 8, 11], TextParts.EndsOf(Words(11), 4, [Stop]));

    [Fact]
    public void EndsOf_SentenceEndsInTheLastQuarter_PartEndsWithIt()
    {
        int[] ids = Words(20);
        ids[8] = Stop;

        Assert.Equal([9, 20], TextParts.EndsOf(ids, 12, [Stop]));
    }

    [Fact]
    public void EndsOf_SentenceEndsEarlier_IsLeftAlone()
    {
        int[] ids = Words(20);
        ids[6] = Stop;

        Assert.Equal([10, 20], TextParts.EndsOf(ids, 12, [Stop]));
    }

    [Fact]
    public void EndsOf_AnyText_GivesPartsWithinTheLimitThatMakeItWhole() => Gen.Select(Gen.Int[0, Stop].Array[1, 300], Gen.Int[1, 40])
        .Sample((ids, most) =>
        {
            var ends = TextParts.EndsOf(ids, most, [Stop, 0]);
            int start = 0;
            return ends.All(end => end > start && end - start <= most && (start = end) > 0) && ends[^1] == ids.Length;
        });

    private static int[] Words(int count) => [.. Enumerable.Repeat(1, count)];
}
