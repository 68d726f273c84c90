namespace TextClassify.Models;

/// <summary>
/// Names of the inputs and outputs of <see cref="ModelManifest.ContextualFile"/>: the forward pass in two parts, what a phrase gives and
/// what everything else gives (contextual decomposition, Murdoch, Liu and Yu 2018). B rows, T tokens of the longest, C classes; 32-bit
/// floats, row-major.
/// </summary>
public static class ContextualGraph
{
    /// <summary>int64 [B,T]; any valid id beyond a row's length.</summary>
    public const string TokenIds = ForwardGraph.TokenIds;

    /// <summary>int64 [B]; 1 to T.</summary>
    public const string Lengths = ForwardGraph.Lengths;

    /// <summary>[B,T]; 1 where a token belongs to the row's phrase, 0 elsewhere; anything finite beyond a row's length.</summary>
    public const string Phrase = "phrase";

    /// <summary>[B,C]: the phrase's part of the logits, before temperature; exactly 0 for a row without a phrase.</summary>
    public const string Beta = "beta";

    /// <summary>[B,C]: the part of the other tokens, of their meeting with the phrase, and of the biases; beta + gamma = logits.</summary>
    public const string Gamma = "gamma";
}
