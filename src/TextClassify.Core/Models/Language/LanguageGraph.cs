namespace TextClassify.Models.Language;

/// <summary>
/// Names in the graphs of a language model. Rows read from left to right and share nothing, so what stands behind a row's end changes
/// nothing before it.
/// </summary>
public static class LanguageGraph
{
    /// <summary>Input, int64: [B,T] of <see cref="ModelManifest.ForwardFile"/>, [B] of <see cref="LanguageManifest.StepFile"/>.</summary>
    public const string CharacterIds = "character_ids";

    /// <summary>Input, float [L,B,H]: before the first character; zeros at a text's beginning.</summary>
    public const string State = ExplainGraph.State;

    /// <summary>Of the next character: [B,T,V] or [B,V].</summary>
    public const string Logits = "logits";

    /// <summary>[L,B,H] behind the last of the T characters, padding included, or behind the one.</summary>
    public const string NextState = "next_state";

    /// <summary>Of the last layer, [B,T,H]; whole sequence alone.</summary>
    public const string States = "states";

    /// <summary>Composed zones of the last layer's gates, [B,T,J dz]; whole sequence alone.</summary>
    public const string Zones = "zones";
}
