using TextClassify.Training.Data;
using TextClassify.Training.LabelErrors;
using TextClassify.Training.Runs;
using TextClassify.Training.Tests.Data;

namespace TextClassify.Training.Tests.LabelErrors;

public sealed class LabelErrorSearchTests
{
    /// <summary>Most rows with "fine" are good, so the one that says bad is doubted.</summary>
    [Fact]
    public void Write_OneWrongLabel_IsTheFirstOfTheFile()
    {
        using var folder = new TemporaryFolder();
        LabelledText[] rows =
        [
            .. Enumerable.Range(0, 40).Select(i => new LabelledText(
                $"{i} {(i % 2 == 0 ? "fine" : "dull")}", i == 10 ? "bad" : i % 2 == 0 ? "good" : "bad") { Line = i + 2 }),
        ];

        string sentence = LabelErrorSearch.Write(
            new RunFolder(folder.Root),
            rows,
            Labels.Of(rows),
            (fitted, held, _) => Count(rows, fitted, held),
            TestContext.Current.CancellationToken);

        string path = Path.Combine(folder.Root, "label-errors.csv");
        string[] lines = File.ReadAllLines(path);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("12,10 fine,bad,good,", lines[1], StringComparison.Ordinal);
        Assert.Equal(
            $"Rows that another label fits better: 1; 1 fit it as well as its own do. The most doubtful come first in {path}.", sentence);
    }

    /// <summary>Logarithms of how often the row's last word stands with each label, and once more.</summary>
    private static float[] Count(LabelledText[] rows, int[] fitted, int[] held) =>
    [
        .. from row in held
           from label in (string[])["bad", "good"]
           let word = rows[row].Text.Split(' ')[1]
           let known = fitted.Where(other => rows[other].Text.EndsWith(word, StringComparison.Ordinal))
           select MathF.Log(1 + known.Count(other => rows[other].Label == label)),
    ];
}
