namespace TextClassify.Models.Translator;

/// <summary>
/// Names in the two graphs of a translator: S symbols of one source, B texts that are written side by side, V symbols, 2m and H widths.
/// <para>
/// <see cref="TranslatorManifest.ReadFile"/> takes <see cref="Symbols"/> [S] and gives <see cref="Memory"/>, <see cref="Keys"/> and
/// <see cref="State"/> [1,H].
/// </para>
/// <para>
/// <see cref="TranslatorManifest.WriteFile"/> takes <see cref="Symbols"/> [B], <see cref="State"/> [B,H], <see cref="Memory"/> and
/// <see cref="Keys"/>, and gives <see cref="Logits"/>, <see cref="NextState"/> and <see cref="Attention"/>.
/// </para>
/// </summary>
public static class TranslatorGraph
{
    /// <summary>Input, int64.</summary>
    public const string Symbols = "symbols";

    /// <summary>[S,2m], the reader's states of both directions.</summary>
    public const string Memory = "memory";

    /// <summary>[H,S], what a state is multiplied with to say where it looks.</summary>
    public const string Keys = "keys";

    /// <summary>[1,H] or [B,H].</summary>
    public const string State = "state";

    /// <summary>[B,H].</summary>
    public const string NextState = "next_state";

    /// <summary>[B,V], of the next symbol.</summary>
    public const string Logits = "logits";

    /// <summary>[B,S], rows sum to 1.</summary>
    public const string Attention = "attention";
}
