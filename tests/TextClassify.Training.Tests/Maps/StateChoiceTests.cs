using TextClassify.Training.Maps;

namespace TextClassify.Training.Tests.Maps;

public sealed class StateChoiceTests
{
    [Fact]
    public void ByTurns_UnevenStrata_AlternatesUntilEachIsEmpty() =>
        Assert.Equal([10, 20, 11, 21, 12, 13], Strata.ByTurns([10, 11, 20, 12, 13, 21], item => item / 10));

    [Fact]
    public void Order_RareClassAndLateTokens_ComeEarly()
    {
        // Ninety texts of one class, one of the other; ten tokens each.
        StatePlace[] order = [.. StateChoice.Order(Enumerable.Range(0, 91), row => row == 90 ? 1 : 0, _ => 10, seed: 1)];

        Assert.Equal(910, order.Distinct().Count());
        Assert.Equal(5, order.Take(10).Count(place => place.Row == 90));
        Assert.Equal(2, order.Take(10).Count(place => place.Token >= 8));
    }

    [Fact]
    public void Distinct_EqualStates_AreTakenOnce()
    {
        float[][] states = [[1, 2], [1, 2.0001f], [1, 2.01f], [-1, 2]];

        var chosen = StateChoice.Distinct(
            Enumerable.Range(0, 4).Select(row => new StatePlace(row, 0)), place => states[place.Row], most: 3);

        Assert.Equal([0, 2, 3], chosen.Select(place => place.Row));
    }

    [Fact]
    public void Of_Texts_HoldsBackATenthByASeed()
    {
        int[] labels = [.. Enumerable.Range(0, 200).Select(row => row % 4 == 0 ? 1 : 0)];

        var choice = TextChoice.Of(labels, 80, seed: 1);

        Assert.Equal(80, choice.Rows.Distinct().Count());
        Assert.Equal(choice.Rows.Order(), choice.Rows);
        Assert.Equal(8, choice.HeldBack.Count(held => held));
        Assert.Equal(40, choice.Rows.Count(row => labels[row] == 1));
        Assert.Equal(choice.Rows, TextChoice.Of(labels, 80, seed: 1).Rows);
        Assert.NotEqual(choice.Rows, TextChoice.Of(labels, 80, seed: 2).Rows);
    }
}
