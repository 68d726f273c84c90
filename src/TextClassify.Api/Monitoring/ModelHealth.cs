using System.Collections.Concurrent;

namespace TextClassify.Api.Monitoring;

/// <summary>What the last look at each model found. Safe for concurrent use.</summary>
internal sealed class ModelHealth
{
    private readonly ConcurrentDictionary<string, Look> _looks = new(StringComparer.Ordinal);

    public IReadOnlyCollection<KeyValuePair<string, Look>> Looks => _looks;

    public void Note(string model, Look look) => _looks[model] = look;

    public void Keep(IReadOnlyCollection<string> models)
    {
        foreach (string gone in _looks.Keys.Except(models).ToArray())
        {
            _looks.TryRemove(gone, out _);
        }
    }

    /// <param name="Signals">Of drift.</param>
    /// <param name="Quality">Accuracy of the window.</param>
    /// <param name="LabelAlarm">What its labels say.</param>
    public sealed record Look(IReadOnlyList<DriftSignal> Signals, QualityGroupResult Quality, LabelAlarmResult? LabelAlarm);
}
