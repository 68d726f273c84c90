namespace TextClassify.Explain.Parameters;

/// <summary>The parameters that several methods take, with one name, range and meaning each.</summary>
internal static class SharedParameters
{
    public const string OutputName = "output";
    public const string SeedName = "seed";
    public const string MultiplyByInputsName = "multiply_by_inputs";
    public const string BaselineName = "baseline";

    /// <summary>The choice of <see cref="Removal"/> that a model without a mask refuses.</summary>
    public const string Mask = "mask";

    private const string Logit = "logit";
    private const string Probability = "probability";
    private const string LogOdds = "log_odds";

    /// <summary>What a language model's explanations are of when a request names no output: its logits mean nothing one by one.</summary>
    public const string LogProbability = "log_probability";

    public static ChoiceParameter OutputSpaces { get; } = new(
        OutputName,
        "The number that is explained; probability, its logarithm and log-odds are after temperature. Of a language model, "
            + "log_probability without it.",
        Logit,
        [Logit, Probability, LogOdds, LogProbability]);

    public static IntegerParameter Seed { get; } = new(
        SeedName, "What every draw comes from: the same seed gives the same scores.", Default: 0, Minimum: 0, Maximum: int.MaxValue);

    public static BooleanParameter MultiplyByInputs { get; } = new(
        MultiplyByInputsName, "False leaves the embedding out: the sum of the gradient over the token's dimensions.", Default: true);

    /// <summary>What stands for a hidden token; <see cref="ParameterValues.Removal"/>.</summary>
    public static ChoiceParameter Removal { get; } = new(
        BaselineName,
        "What stands in a hidden token's place: the unknown word, padding, nothing, or the mask of a model that has one.",
        "unk",
        ["unk", "pad", "delete", Mask]);

    public static OutputSpace Output(string name) => name switch
    {
        Probability => OutputSpace.Probability,
        LogOdds => OutputSpace.LogOdds,
        LogProbability => OutputSpace.LogProbability,
        _ => OutputSpace.Logit,
    };
}
