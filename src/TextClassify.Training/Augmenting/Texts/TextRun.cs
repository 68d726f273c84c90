using Spectre.Console;
using TextClassify.Training.Predictions;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Augmenting.Texts;

/// <summary>Augments the labelled texts of a file into another, which has the file's own rows too.</summary>
internal static class TextRun
{
    private const int RowsAStep = 16;

    private static readonly string[] Header = ["text", "label", "parent", "edits", "similarity"];

    public static async Task WriteAsync(
        DataSet data, TextOptions options, string path, IAnsiConsole console, TimeProvider time, CancellationToken cancellationToken)
    {
        BadRowReport.Write(console, data);
        data.ThrowIfEmpty("augment");
        if (data.HasLabelSets)
        {
            throw new DataException("augment takes rows with one label; those of this file may have several.");
        }

        var rows = data.Rows;
        var words = OtherWords.Of(OtherWords.BaseOf(options), options);
        var augmenter = await AugmentedRows.OfAsync(rows, options, words, cancellationToken);
        using var draft = new RowDraft(path, Header);
        foreach (var row in rows)
        {
            draft.Add([row.Text, row.Label, RowFile.Number(row.Line), "", RowFile.Number(1.0)]);
        }

        double similarity = 0;
        int written = 0;
        await CountDisplay.RunAsync(console, "texts", [.. Enumerable.Range(0, rows.Count).Chunk(RowsAStep)], Step, time, cancellationToken);
        draft.Keep();
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{rows.Count:N0} texts and {written:N0} edited ones, mean similarity {(written > 0 ? similarity / written : 0):F3}: {path}."));

        Task Step(int[] step, CancellationToken token)
        {
            token.ThrowIfCancellationRequested();
            foreach (int row in step)
            {
                foreach (var edited in augmenter.Of(row))
                {
                    string line = RowFile.Number(rows[row].Line);
                    draft.Add([edited.Text, rows[row].Label, line, edited.Edits, RowFile.Number(edited.Similarity)]);
                    similarity += edited.Similarity;
                    written++;
                }
            }

            return Task.CompletedTask;
        }
    }
}
