using TextClassify.Training.Behaviour;
using TextClassify.Training.Data;

namespace TextClassify.Training.Tests.Behaviour;

public sealed class ExpansionTests
{
    private static readonly Suite Suite = new(
        "s",
        new Dictionary<string, IReadOnlyList<string>> { ["thing"] = ["hat", "cup"], ["who"] = ["Ann", "Bo", "Cy"] },
        []);

    [Fact]
    public void Of_AllFills_MakesEachTextOnce()
    {
        var test = new SuiteTest("t", TestKind.Minimum, ["The {thing} of {who}."]);

        var cases = Expansion.Of(Suite, test);

        Assert.Equal(6, cases.Select(made => made.Text).Distinct().Count());
        Assert.Equal(6, cases.Count);
        Assert.All(cases, made => Assert.Empty(made.Changed));
        Assert.Equal(cases.Select(made => made.Text), Expansion.Of(Suite, test).Select(made => made.Text));
    }

    [Fact]
    public void Of_Swap_HoldsEveryOtherWordAndTheRestAsItWas()
    {
        var test = new SuiteTest("t", TestKind.Invariance, ["{who} has a {thing}."]) { Swap = "who" };

        var cases = Expansion.Of(Suite, test);

        Assert.Equal(2, cases.Count);
        foreach (var made in cases)
        {
            string rest = made.Text[made.Text.IndexOf(' ', StringComparison.Ordinal)..];
            Assert.Equal(
                ["Ann" + rest, "Bo" + rest, "Cy" + rest], made.Changed.Append(made.Text).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Of_TwoPlacesOfAList_HoldDifferentWords()
    {
        var test = new SuiteTest("t", TestKind.Minimum, ["{who} and {who:2}"]);

        var cases = Expansion.Of(Suite, test);

        Assert.Equal(6, cases.Count);
        Assert.All(cases, made => Assert.Equal(2, made.Text.Split(" and ").Distinct().Count()));
    }

    [Fact]
    public void Of_Append_ChangesTheEndAlone()
    {
        var test = new SuiteTest("t", TestKind.Direction, ["The {thing}."]) { Append = ["Good.", "Bad."], Raises = "x" };

        Assert.All(Expansion.Of(Suite, test), made => Assert.Equal([$"{made.Text} Good.", $"{made.Text} Bad."], made.Changed));
    }

    [Fact]
    public void Parse_PlaceWithoutAList_IsRefused()
    {
        const string json = """
            {"name":"s","words":{},"tests":[{"name":"t","kind":"minimum","texts":["The {thing}"],"expect":["x"]}]}
            """;

        var exception = Assert.Throws<DataException>(() => Suite.Parse(json, "s.json"));

        Assert.Equal("s.json: the test 't': {thing} is unknown; it must be the name of a list of words.", exception.Message);
    }
}
