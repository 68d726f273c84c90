using TextClassify.Text;
using TextClassify.Training.Classifier;
using TextClassify.Training.Data;
using TextClassify.Training.Evaluation;
using TextClassify.Training.Tests.Classifier;

namespace TextClassify.Training.Tests.Evaluation;

public sealed class EncodedSplitTests
{
    private static readonly TrainedModel Model = TinyModel.Create(seed: 1);
    private static readonly TextEncoder Encoder = new(Model.Vocabulary, maxTokens: 12);

    [Fact]
    public void Encode_BlankText_IsLeftOut()
    {
        var split = EncodedSplit.Encode([Model.Dev[0], Model.Dev[1] with { Text = " \t" }, Model.Dev[2]], Model.Labels, Encoder);

        Assert.Equal([Model.Dev[0], Model.Dev[2]], split.Rows);
        Assert.Equal([0, 2], split.Labels);
    }

    [Fact]
    public void Encode_UnknownLabel_IsRefusedByName()
    {
        var row = Model.Dev[0] with { Label = "mixed" };

        var exception = Assert.Throws<DataException>(() => EncodedSplit.Encode([row], Model.Labels, Encoder));

        Assert.Contains("'mixed'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Batches_AnySplit_HoldEveryRowOnceShortestFirst()
    {
        LabelledText[] rows = [.. Enumerable.Repeat(Model.Dev, 5).SelectMany(row => row)];
        var split = EncodedSplit.Encode(rows, Model.Labels, Encoder);

        int[] order = [.. split.Batches().SelectMany(batch => batch)];

        Assert.Equal(Enumerable.Range(0, rows.Length), order.Order());
        Assert.Equal(order.Select(row => split.Texts[row].Length).Order(), order.Select(row => split.Texts[row].Length));
    }
}
