using TextClassify.Explain;
using TextClassify.Explain.Counterfactuals;
using TextClassify.Text;

namespace TextClassify.UnitTests.Explain.Counterfactuals;

public sealed class EditedTextTests
{
    private const int Deleted = EditSet.Deleted;
    private const int Dull = 3;
    private static readonly TextEncoder Encoder = new(new Vocabulary([Vocabulary.Pad, Vocabulary.Unknown, "fine", "dull"]), maxTokens: 64);

    [Theory]
    [InlineData("a fine film", 1, Deleted, "a film")]
    [InlineData("a fine film", 0, Deleted, "fine film")]
    [InlineData("a fine film", 2, Deleted, "a fine")]
    [InlineData("a  fine\tfilm", 1, Deleted, "a  \tfilm")]
    [InlineData("fine", 0, Deleted, "")]
    [InlineData("a fine, long film", 1, Deleted, "a , long film")]
    [InlineData("(fine) film", 1, Deleted, "() film")]
    [InlineData("I don't", 2, Deleted, "I do")]
    [InlineData("I don't", 1, Deleted, "I n't")]
    [InlineData("a fine film", 1, Dull, "a dull film")]
    [InlineData("Fine film", 0, Dull, "Dull film")]
    [InlineData("A FINE film", 1, Dull, "A DULL film")]
    [InlineData("I, fine", 0, Dull, "Dull, fine")]
    [InlineData("😀 fine", 0, Dull, "dull fine")]
    public void Write_OneEdit_LeavesTheRestAsItWas(string text, int token, int edit, string expected)
    {
        var encoded = Encoder.Encode(text);
        var edits = EditSet.None(encoded.Length).With(token, edit);

        Assert.Equal(expected, EditedText.Write(new SourceText(text, Encoder), encoded.Tokens.Span, edits));
    }

    [Fact]
    public void Describe_SeveralEdits_PlacesFitBothTexts()
    {
        const string Text = "Such a fine, fine old film!";
        var encoded = Encoder.Encode(Text);
        var source = new SourceText(Text, Encoder);
        var edits = EditSet.None(encoded.Length).With(0, Deleted).With(2, Dull).With(5, Deleted).With(7, Dull);

        string edited = EditedText.Write(source, encoded.Tokens.Span, edits);
        var list = EditedText.Describe(source, encoded.Tokens.Span, edits);

        Assert.Equal("a dull, fine filmdull", edited);
        Assert.Equal([0, 2, 5, 7], list.Select(edit => edit.Token));
        Assert.Equal(["Such ", "fine", " old", "!"], list.Select(edit => Text[edit.Start..edit.End]));
        Assert.All(list, edit => Assert.Equal(edit.After, edited[edit.EditedStart..edit.EditedEnd]));

        // What lies between two edits is the same in both texts.
        string kept = edited;
        foreach (var edit in list.Reverse())
        {
            kept = kept[..edit.EditedStart] + Text[edit.Start..edit.End] + kept[edit.EditedEnd..];
        }

        Assert.Equal(Text, kept);
    }

    [Fact]
    public void EditSet_SameEdits_AreEqualAndCounted()
    {
        var one = EditSet.None(4).With(1, Dull).With(3, Deleted);
        var other = EditSet.None(4).With(3, Dull).With(1, Dull).With(3, Deleted);

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.Equal(2, one.Count);
        Assert.Equal(1, one.With(1, EditSet.Kept).Count);
        Assert.Equal([7, 3, 9], one.Apply([7, 8, 9, 10]));
    }
}
