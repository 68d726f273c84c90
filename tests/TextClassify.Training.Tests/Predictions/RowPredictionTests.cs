using TextClassify.Training.Data;
using TextClassify.Training.Evaluation;
using TextClassify.Training.Predictions;
using TextClassify.Training.Tests.Data;

namespace TextClassify.Training.Tests.Predictions;

public sealed class RowPredictionTests
{
    private static readonly string[] Labels = ["no", "yes"];

    [Fact]
    public void Of_TwoRows_GivesScoresAtTheTemperature()
    {
        LabelledText[] rows = [new("a", "yes") { Line = 2 }, new("b", "yes") { Line = 5 }];
        var logits = new LabelledLogits(2, [0, 2 * MathF.Log(3), 2 * MathF.Log(4), 0], [1, 1]);

        var predictions = RowPrediction.Of(new EncodedSplit(rows, [], [1, 1]), logits, Labels, temperature: 2);

        Assert.Equal(["yes", "no"], predictions.Select(row => row.Predicted));
        Assert.Equal([true, false], predictions.Select(row => row.IsRight));
        Assert.Equal(0.75, predictions[0].Score, 1e-6);
        Assert.Equal(0.75, predictions[0].LabelScore, 1e-6);
        Assert.Equal(0.8, predictions[1].Score, 1e-6);
        Assert.Equal(0.2, predictions[1].LabelScore, 1e-6);
    }

    [Fact]
    public void SurestErrors_MixedRows_HasTheSurestWrongOnesFirst()
    {
        RowPrediction[] rows =
        [
            new(new("a", "yes"), "yes", 0.99, 0.99), new(new("b", "yes"), "no", 0.6, 0.4), new(new("c", "yes"), "no", 0.9, 0.1),
            new(new("d", "no"), "yes", 0.7, 0.3),
        ];

        Assert.Equal(["c", "d"], RowPrediction.SurestErrors(rows, most: 2).Select(row => row.Row.Text));
    }

    /// <summary>Quotes, separators and line ends in a text come back as they were.</summary>
    [Fact]
    public void Write_TextsOfEveryKind_AreReadBack()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Root, "rows.csv");
        LabelledText[] rows = [new("said \"no\", twice\r\nand left", "a,b") { Line = 7 }, new("=1+1", "\u00e9")];

        RowFile.Write(path, rows.Select(row => new RowPrediction(row, row.Label, 0.5, 0.25)));

        Assert.Equal(rows, DataFile.Read(path, "text", "label", TestContext.Current.CancellationToken).Rows);
        string written = File.ReadAllText(path);
        Assert.StartsWith("line,text,label,predicted,score,label_score,right\r\n7,\"said", written, StringComparison.Ordinal);
        Assert.EndsWith(",0.5000,0.2500,1\r\n", written, StringComparison.Ordinal);
    }
}
