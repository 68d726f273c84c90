using TextClassify.Training.Cases;

namespace TextClassify.Training.Tests.Cases;

public sealed class PostSourcesTests
{
    private const string Post = """
        From: Jane Doe <jane@example.org>
        Subject: Re: Which car?
        Organization: Example Motors

        In article <12@example.org> joe@example.org (Joe) writes:
        > Is it fast?
        >> I doubt it.

        It is, and it says: so.
        --
        Jane, Example Motors
        """;

    [Fact]
    public void Cut_Post_GivesSubjectOwnAndQuotedText() =>
        Assert.Equal(
            ["Re: Which car?", "It is, and it says: so.", "Is it fast?\nI doubt it."],
            PostSources.Cut(Post, ["subject", "own", "quoted"]));

    [Fact]
    public void Cut_Whole_HasAllThreeAndNobodysName()
    {
        string whole = PostSources.Cut(Post, ["text"])[0];

        Assert.Equal("Re: Which car?\nIt is, and it says: so.\nIs it fast?\nI doubt it.", whole);
        Assert.DoesNotContain("example", whole, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Cut_HeadersAlone_HasNoOtherSource() =>
        Assert.Equal(["x", "", ""], PostSources.Cut("Subject: x", ["subject", "own", "quoted"]));
}
