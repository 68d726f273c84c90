using TextClassify.Training.Nets;

namespace TextClassify.Training.Data;

/// <summary>Gathers what is wrong with a recipe, one sentence a property.</summary>
internal sealed class RecipeFaults
{
    private readonly List<string> _sentences = [];

    /// <summary>Null when nothing is wrong.</summary>
    public string? First => _sentences is [var first, ..] ? first : null;

    public void Within(string property, int value, int most) => Check(value >= 1 && value <= most, property, value, $"1 to {most}");

    public void Share(string property, double value) => Check(value is >= 0 and < 1, property, value, "0 or more and below 1");

    public void Zones(MultiZoneOptions zones)
    {
        Within("net.zones.count", zones.Count, 64);
        Within("net.zones.width", zones.Width, 1_024);
        Within("net.zones.composed", zones.Composed, 64);
        Within("net.zones.feedForwardWidth", zones.FeedForwardWidth, 4_096);
        Within("net.zones.routingRounds", zones.RoutingRounds, 10);
        Check(
            zones.Composition is not CompositionKind.Attention || zones.Composed == zones.Count,
            "net.zones.composed", zones.Composed, $"net.zones.count ({zones.Count}) with attention");
    }

    public void Check(bool sound, string property, object value, string range)
    {
        if (!sound)
        {
            _sentences.Add(FormattableString.Invariant($"{property} is {value}; it must be {range}."));
        }
    }
}
