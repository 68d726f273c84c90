using System.Text.Json.Serialization;
using TextClassify.Training.Baseline;

namespace TextClassify.Training.Classifier;

/// <summary><c>dev.json</c> of a run folder: the final net (best epoch, table in half precision) on the development rows.</summary>
/// <param name="Epoch">Epoch of the weights kept, from 1.</param>
/// <param name="Accuracy">Share of rows whose largest logit is the label's, or whose labels are all right, 0..1.</param>
/// <param name="MacroF1">Mean of F1 over the classes that have a row, 0..1.</param>
/// <param name="Loss">Mean cross-entropy in nats, before temperature.</param>
/// <param name="Labels">True class of each row.</param>
/// <param name="Logits">[rows][C], before temperature: what calibration fits its temperature on.</param>
internal sealed record DevReport(
    int Epoch, double Accuracy, double MacroF1, double Loss, IReadOnlyList<int> Labels, IReadOnlyList<float[]> Logits)
{
    /// <summary>What a net said of the development rows, of its epoch that is kept.</summary>
    public static DevReport Of(int epoch, LabelledLogits logits)
    {
        var reach = Reach.Of(logits);
        float[][] rows = [.. Enumerable.Range(0, logits.Rows).Select(row => logits.Row(row).ToArray())];
        return new(epoch, reach.Accuracy, reach.MacroF1, TemperatureScaling.Loss(logits, 1), logits.Labels, rows)
        {
            MicroF1 = reach.MicroF1,
            Sets = logits.Targets is null
                ? null
                : [.. Enumerable.Range(0, logits.Rows).Select(row => Enumerable.Range(0, logits.Classes)
                    .Where(label => logits.TargetsOf(row)[label]).ToArray())],
        };
    }

    /// <summary>Of rows that may have several labels, 0..1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MicroF1 { get; init; }

    /// <summary>Labels of each row, where it may have several.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int[]>? Sets { get; init; }

    /// <summary>What the baseline reaches on the same rows; none where it wasn't asked for.</summary>
    public BaselineReport? Baseline { get; init; }

    /// <summary>What the net's own logits and the linear term's are multiplied by; none without the term.</summary>
    public LinearMix? Mix { get; init; }

    /// <summary>What a package of the run would say of it.</summary>
    public IRunFigures Figures(int seed) =>
        Sets is null ? DevFigures.Measure(ToSplit(), seed) : SetFigures.Measure(ToSplit(), seed);

    /// <summary>The rows as what a net said of them.</summary>
    public LabelledLogits ToSplit() => LabelledLogits.Of(Logits, Labels, Sets);
}
