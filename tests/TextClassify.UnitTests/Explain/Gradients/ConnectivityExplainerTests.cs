using TextClassify.Explain.Gradients;

namespace TextClassify.UnitTests.Explain.Gradients;

public sealed class ConnectivityExplainerTests
{
    /// <summary>df/dx of a token is the slope times a, whose length is the root of 0.5^2 + 1^2 + 0.2^2, whatever the token is.</summary>
    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(3, 1)]
    public async Task ExplainAsync_PowerModel_GivesTheLengthOfTheGradient(int degree, int target)
    {
        int[] ids = [4, 9, 1];
        double slope = degree * Math.Pow(ids.Sum(PolynomialModel.Value), degree - 1);
        var explainer = new ConnectivityExplainer();
        var model = new PolynomialModel(degree);

        var explanation = await explainer.ExplainAsync(
            ExplainRequests.Of(explainer, ids, model, target: target), model, TestContext.Current.CancellationToken);

        IntegratedGradientsExplainerTests.AssertClose([.. ids.Select(_ => slope * Math.Sqrt(1.29))], explanation.Scores);
        Assert.Equal(2, explanation.ModelCalls);
        Assert.Null(explanation.Certificate);
    }

    [Fact]
    public void WriteLengths_Rows_AreEuclidean()
    {
        float[] lengths = new float[3];

        ConnectivityExplainer.WriteLengths([3, -4, 0, 0, -1, 0], lengths);

        Assert.Equal([5, 0, 1], lengths);
    }

    [Fact]
    public void Info_PromisesNoSignAndNoSum()
    {
        var info = new ConnectivityExplainer().Info;

        Assert.Equal((false, false, true), (info.IsSigned, info.PromisesSum, info.NeedsTarget));
        Assert.Equal(["gradients"], info.Needs);
    }
}
