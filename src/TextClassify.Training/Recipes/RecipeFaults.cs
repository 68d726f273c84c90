using TextClassify.Training.Steps;

namespace TextClassify.Training.Recipes;

/// <summary>Gathers what is wrong with a recipe, one sentence a property.</summary>
internal sealed class RecipeFaults
{
    private readonly List<string> _sentences = [];

    /// <summary>Null when nothing is wrong.</summary>
    public string? First => _sentences is [var first, ..] ? first : null;

    /// <exception cref="DataException">Something is wrong.</exception>
    public void ThrowIfAny(string name)
    {
        if (First is { } fault)
        {
            throw new DataException($"{name}: {fault}");
        }
    }

    public void Within(string property, int value, int most) => Check(value >= 1 && value <= most, property, value, $"1 to {most}");

    /// <summary>A size of a net.</summary>
    public void Width(string property, int value) => Within(property, value, 4_096);

    public void Head(RecipeHead recipe)
    {
        Check(PackageNames.IsModelName(recipe.Name), "name", recipe.Name, PackageNames.ModelNameRule);
        Check(recipe.DevShare is > 0 and <= 0.5, "devShare", recipe.DevShare, "above 0 and at most 0.5");
    }

    public void Share(string property, double value) => Check(value is >= 0 and < 1, property, value, "0 or more and below 1");

    /// <param name="step">What a recipe says of its steps.</param>
    /// <param name="section">Of the recipe.</param>
    public void Step(IStepSettings step, string section = "training")
    {
        Check(step.LearningRate is > 0 and <= 1, $"{section}.learningRate", step.LearningRate, "above 0 and at most 1");
        Check(step.WeightDecay is >= 0 and <= 1, $"{section}.weightDecay", step.WeightDecay, "0 to 1");
        Check(step.ClipNorm > 0, $"{section}.clipNorm", step.ClipNorm, "above 0");
        Share($"{section}.warmUp", step.WarmUp);
    }

    public void LstmWidth(int stateWidth, PrecisionKind precision) => Check(
        stateWidth % precision.LstmWidthStep() == 0, "net.stateWidth", stateWidth, "even for an LSTM in bfloat16");

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
