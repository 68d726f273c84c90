using TextClassify.Api.Records;
using TextClassify.Monitoring;
using TextClassify.Storage.Querying;

namespace TextClassify.Api.Monitoring;

/// <summary>Tells from labels alone, in the order of their predictions, when a model became less often right than it is to be.</summary>
internal static class LabelWatch
{
    /// <summary>Fewer labels for a false alarm would alarm at the first that is wrong.</summary>
    private const double LeastLabelsPerAlarm = 100;

    /// <summary>Of the reference's accuracy: it is known from its rows, and so far only.</summary>
    private const double Z = 1.96;

    private const double MostAccuracy = 0.999;

    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    /// <summary>Null where there are no labels, or the package doesn't say how right the model is to be.</summary>
    public static LabelAlarmResult? Of(
        IReadOnlyList<LabelOutcome> labels, (double Accuracy, long Rows) reference, double alarmsPerMonth)
    {
        var (accuracy, rows) = reference;
        if (labels.Count == 0 || rows == 0 || accuracy is <= 0 or > 1)
        {
            return null;
        }

        double expected = Math.Clamp(accuracy - (Z * Math.Sqrt(accuracy * (1 - accuracy) / rows)), 1e-3, MostAccuracy);
        var span = TimeSpan.FromMicroseconds(labels[^1].At - labels[0].At);
        double perMonth = labels.Count * (Month / (span > TimeSpan.FromDays(1) ? span : TimeSpan.FromDays(1)));
        double perAlarm = Math.Max(LeastLabelsPerAlarm, perMonth / alarmsPerMonth);
        var alarm = new LabelAlarm(expected, perAlarm);
        foreach (var label in labels)
        {
            alarm.Add(label.Right);
        }

        return new LabelAlarmResult(
            alarm.Alarm is not null, alarm.Alarm, Math.Round(expected, 4), Math.Round(perAlarm),
            alarm.Alarm is { } after ? TimeValue.Of(labels[(int)after - 1].At) : null);
    }
}
