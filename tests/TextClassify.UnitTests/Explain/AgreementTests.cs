using TextClassify.Explain;

namespace TextClassify.UnitTests.Explain;

public sealed class AgreementTests
{
    [Fact]
    public void Of_SameOrder_IsOneWhateverTheScale()
    {
        var agreement = Agreement.Of([1, 2, 3], [-10, 0, 400], bySize: false);

        Assert.Equal((1, 1), (agreement.Spearman, agreement.KendallTau));
        Assert.False(agreement.Disagree);
    }

    [Fact]
    public void Of_OppositeSigns_DisagreeUnlessOnlySizesCount()
    {
        Assert.True(Agreement.Of([1, 2, 3], [-1, -2, -3], bySize: false).Disagree);
        Assert.Equal(1, Agreement.Of([1, 2, 3], [-1, -2, -3], bySize: true).Spearman);
    }

    /// <summary>Ranks 1 2.5 2.5 4 against 1 2 3 4: rho = 4.5 / sqrt(4.5 * 5), tau-b = 5 / sqrt(5 * 6).</summary>
    [Fact]
    public void Of_Ties_ShareTheirRank()
    {
        var agreement = Agreement.Of([0, 1, 1, 2], [1, 2, 3, 4], bySize: false);

        Assert.Equal(0.948683, agreement.Spearman, 1e-6);
        Assert.Equal(0.912871, agreement.KendallTau, 1e-6);
    }

    [Fact]
    public void Of_OneToken_SaysNothing()
    {
        var agreement = Agreement.Of([1], [2], bySize: false);

        Assert.True(double.IsNaN(agreement.Spearman));
        Assert.False(agreement.Disagree);
    }
}
