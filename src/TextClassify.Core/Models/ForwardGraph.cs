namespace TextClassify.Models;

/// <summary>
/// Names of the inputs and outputs of <see cref="ModelManifest.ForwardFile"/>. B texts, T tokens of the longest; floats are 32 bit,
/// row-major. A row's values beyond its length are zero in <see cref="Evidence"/> and <see cref="WordWeights"/> and mean nothing elsewhere.
/// A graph of the capability <see cref="Capabilities.Embeddings"/> takes <see cref="Embeddings"/>, may take <see cref="Lengths"/>, and
/// gives
/// <see cref="Logits"/>. A package that names its inputs (<see cref="ModelManifest.Inputs"/>) has its own names for them; outputs are named
/// so.
/// </summary>
public static class ForwardGraph
{
    /// <summary>int64 [B,T]; any valid id beyond a row's length.</summary>
    public const string TokenIds = "token_ids";

    /// <summary>[B,T,D], in place of <see cref="TokenIds"/>; every row is T tokens long.</summary>
    public const string Embeddings = "embeddings";

    /// <summary>int64 [B]; 1 to T.</summary>
    public const string Lengths = "lengths";

    /// <summary>[B,C], before temperature.</summary>
    public const string Logits = "logits";

    /// <summary>[B,T,C].</summary>
    public const string Evidence = "evidence";

    /// <summary>[B,R,T].</summary>
    public const string WordWeights = "word_weights";

    /// <summary>[B,T,m].</summary>
    public const string ForwardStates = "forward_states";

    /// <summary>[B,T,m].</summary>
    public const string BackwardStates = "backward_states";

    /// <summary>[B,T,K].</summary>
    public const string WordStates = "word_states";

    /// <summary>[B,T,C], before temperature.</summary>
    public const string LocalLogits = "local_logits";

    /// <summary>[C].</summary>
    public const string Bias = "bias";
}
