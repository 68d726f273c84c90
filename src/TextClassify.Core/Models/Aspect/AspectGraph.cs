namespace TextClassify.Models.Aspect;

/// <summary>
/// Names in the two graphs of an aspect model. B texts or A aspects, T tokens of the longest text; floats are 32 bit, row-major. What
/// stands beyond a row's length means nothing, but for <see cref="ForwardGraph.Evidence"/> and <see cref="Weights"/>, which are zero there.
/// <para>
/// <see cref="AspectManifest.EncoderFile"/> takes <see cref="ForwardGraph.TokenIds"/> and <see cref="ForwardGraph.Lengths"/>, and gives
/// <see cref="ForwardGraph.ForwardStates"/>, <see cref="ForwardGraph.BackwardStates"/>, <see cref="ForwardZones"/>,
/// <see cref="BackwardZones"/> and <see cref="Tags"/>.
/// </para>
/// <para>
/// <see cref="AspectManifest.ReadoutFile"/> takes <see cref="ForwardGraph.ForwardStates"/>, <see cref="ForwardGraph.BackwardStates"/>,
/// <see cref="ForwardGraph.Lengths"/>, <see cref="Starts"/> and <see cref="Ends"/>, a row an aspect, and gives
/// <see cref="ForwardGraph.Logits"/>, <see cref="ForwardGraph.Evidence"/> [A,T,C], <see cref="Weights"/> and
/// <see cref="ForwardGraph.Bias"/> [C]. A logit is the bias and the sum of its evidence.
/// </para>
/// </summary>
public static class AspectGraph
{
    /// <summary>[B,T,J dz], zones of the left-to-right recurrence.</summary>
    public const string ForwardZones = "forward_zones";

    /// <summary>[B,T,J dz], zones of the right-to-left recurrence, in the order of the text.</summary>
    public const string BackwardZones = "backward_zones";

    /// <summary>[B,T,3], logits of <see cref="Text.AspectTags"/>.</summary>
    public const string Tags = "tags";

    /// <summary>int64 [A], the aspect's first token.</summary>
    public const string Starts = "aspect_starts";

    /// <summary>int64 [A], the token after the aspect's last.</summary>
    public const string Ends = "aspect_ends";

    /// <summary>[A,T], the aspect's attention; a row sums to 1.</summary>
    public const string Weights = "weights";
}
