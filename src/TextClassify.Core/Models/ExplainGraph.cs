namespace TextClassify.Models;

/// <summary>
/// Names of the inputs and outputs of <see cref="ModelManifest.ExplainFile"/>: the forward pass from embeddings, and its backward pass
/// as ordinary operators. B texts, T tokens of the longest, D embedding width, C classes; 32-bit floats, row-major. A model that
/// goes on from a state takes <see cref="State"/> besides.
/// </summary>
public static class ExplainGraph
{
    /// <summary>[B,T,D]; anything finite beyond a row's length.</summary>
    public const string Embeddings = "embeddings";

    /// <summary>int64 [B]; 1 to T.</summary>
    public const string Lengths = "lengths";

    /// <summary>w, [B,C]: the gradient is that of sum_c w_c z_c. One 1 is a label's logit, a 1 and a -1 a contrast.</summary>
    public const string TargetWeights = "target_weights";

    /// <summary>[L,B,H]: what was read before the rows.</summary>
    public const string State = "state";

    /// <summary>z, [B,C], before temperature.</summary>
    public const string Logits = "logits";

    /// <summary>d (sum_c w_c z_c) / d embedding, [B,T,D]; zero beyond a row's length.</summary>
    public const string Gradients = "gradients";
}
