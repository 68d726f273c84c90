using TextClassify.Models;
using TextClassify.Text;
using TextClassify.Training.Evaluation;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Tests.Packaging;

public sealed class ProfileBuilderTests
{
    // Four texts; probabilities of the first class 0.9, 0.9, 0.5 (a tie goes to the first), 0.1.
    private static readonly ReferenceProfile Profile = ProfileBuilder.Build(
        [Text(3, 2, 3), Text(3, Vocabulary.UnknownId), Text(10, 4, 4, 4, 4), Text(1, 2)],
        new LabelledLogits(2, [MathF.Log(9), 0, MathF.Log(9), 0, 0, 0, -MathF.Log(9), 0], [0, 0, 0, 0]),
        scale: 1);

    [Fact]
    public void Build_LabelShares_CountPredictions() => Assert.Equal([0.75, 0.25], Profile.LabelShares);

    [Fact]
    public void Build_ConfidenceShares_CountTheLargestProbability()
    {
        Assert.Equal(0.25, Profile.ConfidenceShares[10]);
        Assert.Equal(0.75, Profile.ConfidenceShares[17] + Profile.ConfidenceShares[18]);
    }

    [Fact]
    public void Build_TokenCountDeciles_AreNearestRanksBeforeCutting() =>
        Assert.Equal([1, 1, 1, 3, 3, 3, 3, 3, 10, 10, 10], Profile.TokenCountDeciles);

    [Fact]
    public void Build_UnknownTokenShare_CountsTokensRead() => Assert.Equal(1.0 / 8, Profile.UnknownTokenShare);

    private static EncodedText Text(int total, params int[] ids) => new(ids, new TokenSpan[ids.Length], total);
}
