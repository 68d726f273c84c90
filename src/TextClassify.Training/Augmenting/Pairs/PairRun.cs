using Spectre.Console;
using TextClassify.Training.Predictions;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Augmenting.Pairs;

/// <summary>Augments the pairs of a file into another.</summary>
/// <param name="data">Source as text, target as label.</param>
/// <param name="form">How writings are chosen.</param>
/// <param name="pool">Writings to choose from.</param>
/// <param name="copies">Of each pair.</param>
/// <param name="seed">Of the writings.</param>
internal sealed class PairRun(DataSet data, PairForm form, int pool, int copies, int seed)
{
    // Of one step of the display.
    private const int RowsAStep = 64;

    private static readonly string[] Header = ["source", "target", "parent", "similarity"];

    private readonly List<BadRow> _bad = [.. data.BadRows];
    private double _similarity, _plain;
    private int _rows, _written;

    public async Task WriteAsync(string file, string path, IAnsiConsole console, TimeProvider time, CancellationToken cancellationToken)
    {
        var augmenter = new PairAugmenter(form, pool, copies, seed);
        var plain = new PairAugmenter(PairForm.Random, 1, 1, seed);
        using var draft = new RowDraft(path, Header);
        await CountDisplay.RunAsync(console, "pairs", [.. data.Rows.Index().Chunk(RowsAStep)], Step, time, cancellationToken);
        BadRowReport.Write(console, _bad);
        if (_rows == 0)
        {
            throw new DataException($"{file} has no pair of SMILES, so there is nothing to augment.");
        }

        draft.Keep();
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{_rows:N0} pairs, {_written:N0} writings, mean similarity {_similarity / _written:F3}, "
            + $"{_plain / _rows:F3} at random: {path}."));

        Task Step((int Index, LabelledText Item)[] rows, CancellationToken token)
        {
            token.ThrowIfCancellationRequested();
            foreach (var (index, row) in rows)
            {
                if (SmilesPair.Read(row.Text.Trim(), row.Label, out string fault) is not { } pair)
                {
                    _bad.Add(new(file, row.Line, fault));
                    continue;
                }

                _rows++;
                _plain += plain.Augment(pair, index)[0].Similarity;
                foreach (var one in augmenter.Augment(pair, index))
                {
                    draft.Add([one.Source, one.Target, RowFile.Number(row.Line), RowFile.Number(one.Similarity)]);
                    _similarity += one.Similarity;
                    _written++;
                }
            }

            return Task.CompletedTask;
        }
    }
}
