using System.Globalization;
using System.Text.Json;

namespace TextClassify.Replays;

/// <summary>What comparisons say where nothing changed.</summary>
internal sealed class NullCounts
{
    private int _comparisons, _signals, _unlikely, _words, _wordAlarms;

    /// <summary>Comparisons with any alarm of a signal.</summary>
    public int Alarms { get; private set; }

    public void Add(JsonElement drift)
    {
        var signals = drift.GetProperty("signals").EnumerateArray().ToArray();
        var words = drift.GetProperty("tokens").EnumerateArray().ToArray();
        _comparisons++;
        _signals += signals.Length;
        _unlikely += signals.Count(signal => signal.GetProperty("p").GetDouble() <= 0.05);
        Alarms += signals.Any(signal => signal.GetProperty("alarm").GetBoolean()) ? 1 : 0;
        _words += words.Length;
        _wordAlarms += words.Any(word => word.GetProperty("alarm").GetBoolean()) ? 1 : 0;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{_comparisons} comparisons: {Alarms} with an alarm, {_unlikely} of {_signals} signals with p <= 0.05; "
            + $"{_wordAlarms} with an alarm of a word, {_words} words told\n");
}
