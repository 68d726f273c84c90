using CsCheck;
using TextClassify.Text;

namespace TextClassify.Language;

public sealed class CharacterWindowTests
{
    private static readonly CharacterVocabulary Alphabet = new("abc".EnumerateRunes());

    [Fact]
    public void Of_CharactersBeyondTheBasicPlane_AreOneTokenOfTwoCodeUnits()
    {
        var window = CharacterWindow.Of(Alphabet, "a\ud83d\ude00b\ud83d\ude00c", position: 6, most: 3);

        // Unknown stands where the methods look for the unknown word.
        Assert.Equal([Vocabulary.UnknownId, 3, Vocabulary.UnknownId], window.Text.Ids.ToArray());
        Assert.Equal([new(1, 3), new(3, 4), new(4, 6)], window.Text.Tokens.ToArray());
        Assert.Equal((4, true), (window.Text.TotalTokens, window.Text.Truncated));
        Assert.Equal([CharacterVocabulary.EdgeId, 2], window.Before.ToArray());
    }

    [Fact]
    public void Of_WindowAsLongAsTheText_HasTheEdgeBeforeIt()
    {
        var window = CharacterWindow.Of(Alphabet, "a", position: 1, most: 256);

        Assert.Equal([2], window.Text.Ids.ToArray());
        Assert.Equal([CharacterVocabulary.EdgeId], window.Before.ToArray());
        Assert.False(window.Text.Truncated);
    }

    /// <summary>What is before the window and what is in it is the text as the model reads it, however the window is cut.</summary>
    [Fact]
    public void Of_AnyText_LosesNoCharacter() =>
        Gen.Select(Gen.String[Gen.Char["abx\ud83d\ude00"], 1, 12], Gen.Int[1, 14]).Sample((text, most) =>
    {
        var window = CharacterWindow.Of(Alphabet, text, text.Length, most);
        int[] inside = window.Text.Ids.ToArray();
        CharacterWindow.Exchange(inside);

        int[] whole = [.. window.Before.ToArray(), .. inside];
        Assert.Equal(TextRow.Of(Alphabet, text, []).Ids, whole);
        int end = text.Length;
        foreach (var span in window.Text.Tokens.ToArray().Reverse())
        {
            Assert.Equal(end, span.End);
            end = span.Start;
        }

        Assert.Equal(window.Before.Length == 1, end == 0);
    });
}
