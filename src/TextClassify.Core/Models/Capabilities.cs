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

    /// <summary>The package carries <see cref="ModelManifest.ContextualFile"/>.</summary>
    public const string Contextual = "contextual";

    /// <summary>The forward graph takes embeddings in place of token ids, and gives logits only.</summary>
    public const string Embeddings = "embeddings";

    /// <summary>Labels are of an aspect of the text, and the model finds aspects by itself.</summary>
    public const string Aspects = "aspects";

    public static ImmutableArray<string> All { get; } = [Evidence, WordWeights, HiddenStates, Gradients, Contextual, Embeddings, Aspects];

    /// <summary>The file a capability needs beside the forward graph; null when that graph is enough.</summary>
    public static string? FileOf(string capability) => capability switch
    {
        Gradients => ModelManifest.ExplainFile,
        Contextual => ModelManifest.ContextualFile,
        _ => null,
    };

    /// <summary>True when a package declares <paramref name="capability"/>.</summary>
    public static bool Has(this ModelManifest manifest, string capability)
    {
        foreach (string declared in manifest.Capabilities)
        {
            if (declared == capability)
            {
                return true;
            }
        }

        return false;
    }
}
