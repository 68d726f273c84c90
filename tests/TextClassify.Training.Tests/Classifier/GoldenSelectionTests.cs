using TextClassify.Text;
using TextClassify.Training.Classifier;
using TextClassify.Training.Evaluation;

namespace TextClassify.Training.Tests.Classifier;

public sealed class GoldenSelectionTests
{
    private static readonly TrainedModel Model = TinyModel.Create(seed: 1);
    private static readonly TextEncoder Encoder = new(Model.Vocabulary, maxTokens: 12);
    private static readonly EncodedSplit Dev = EncodedSplit.Encode(Model.Dev, Model.Labels, Encoder);
    private static readonly EncodedText[] Chosen = [.. GoldenSelection.Choose(Dev, Encoder, Model.Vocabulary).Select(Encoder.Encode)];

    [Fact]
    public void Choose_DevelopmentTexts_CoverEveryLabel()
    {
        var texts = GoldenSelection.Choose(Dev, Encoder, Model.Vocabulary).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(Model.Labels.Order(), Dev.Rows.Where(row => texts.Contains(row.Text)).Select(row => row.Label).Distinct().Order());
    }

    [Fact]
    public void Choose_Edges_HaveOneTokenNoKnownTokenAndTooManyTokens()
    {
        Assert.Contains(Chosen, text => text.TotalTokens == 1);
        Assert.Contains(Chosen, text => text.Ids.ToArray().All(id => id == Vocabulary.UnknownId));
        Assert.Contains(Chosen, text => text.Truncated);
    }
}
