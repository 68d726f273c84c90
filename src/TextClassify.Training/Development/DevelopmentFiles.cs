using System.Text;
using TextClassify.Forward;
using TextClassify.Training.LabelWords;
using TextClassify.Training.Predictions;

namespace TextClassify.Training.Development;

/// <summary>
/// What a finished run leaves for its owner beside the figures: <c>errors.csv</c>, the development rows that it has wrong and is surest of,
/// and <c>words.md</c>. They stay in the run folder, since texts have the licence of their data and may be private; the words alone are a
/// section of the card too.
/// </summary>
internal static class DevelopmentFiles
{
    public const string ErrorsName = "errors.csv";

    private const int MostErrors = 20;
    private const int MostWords = 15;

    /// <summary>Writes both and gives the section of the card.</summary>
    /// <param name="run">Gets the files.</param>
    /// <param name="dev">The development rows.</param>
    /// <param name="logits">What the model says of them.</param>
    /// <param name="forward">The model, for its evidence.</param>
    /// <param name="labels">Names of the classes.</param>
    /// <param name="temperature">What divides the logits.</param>
    /// <param name="thresholds">Of labels of which a row may have several; else null.</param>
    /// <param name="cancellationToken">Ends the runs.</param>
    public static async Task<string> WriteAsync(
        RunFolder run,
        EncodedSplit dev,
        LabelledLogits logits,
        IForwardPass forward,
        IReadOnlyList<string> labels,
        double temperature,
        IReadOnlyList<double>? thresholds,
        CancellationToken cancellationToken)
    {
        var predictions = RowPrediction.Of(dev, logits, labels, temperature, thresholds);
        RowFile.Write(Path.Combine(run.Path, ErrorsName), RowPrediction.SurestErrors(predictions, MostErrors));

        var results = await dev.RunAsync(forward, ForwardOutputs.Evidence, cancellationToken);
        var words = LabelWordTable.Of(dev, results, labels.Count, MostWords);
        string section = LabelWordSection.Format(labels, words, dev.Rows.Count, thresholds is null);
        AtomicFile.Write(
            Path.Combine(run.Path, LabelWordSection.FileName), stream => stream.Write(Encoding.UTF8.GetBytes(section.TrimStart())));
        return section;
    }
}
