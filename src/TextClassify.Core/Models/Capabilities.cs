using System.Collections.Immutable;

namespace TextClassify.Models;

/// <summary>What a model's graph can give, in the words of the API.</summary>
public static class Capabilities
{
    public const string Evidence = "evidence";
    public const string WordWeights = "word_weights";
    public const string HiddenStates = "hidden_states";

    /// <summary>The package carries <see cref="ModelManifest.ExplainFile"/>.</summary>
    public const string Gradients = "gradients";

    public static ImmutableArray<string> All { get; } = [Evidence, WordWeights, HiddenStates, Gradients];

    /// <summary>True when a package that declares <paramref name="capabilities"/> carries a backward pass.</summary>
    public static bool HasGradients(IReadOnlyList<string> capabilities)
    {
        foreach (string capability in capabilities)
        {
            if (capability == Gradients)
            {
                return true;
            }
        }

        return false;
    }
}
