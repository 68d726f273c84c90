using System.Collections.Immutable;

namespace TextClassify.Models;

/// <summary>What a model's graph can give, in the words of the API.</summary>
public static class Capabilities
{
    public const string Evidence = "evidence";
    public const string WordWeights = "word_weights";
    public const string HiddenStates = "hidden_states";

    public static ImmutableArray<string> All { get; } = [Evidence, WordWeights, HiddenStates];
}
