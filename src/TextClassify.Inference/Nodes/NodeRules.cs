namespace TextClassify.Inference.Nodes;

/// <summary>How long nodes are waited for, and when one that hangs is left alone.</summary>
/// <param name="Patience">Longest wait for one reply.</param>
/// <param name="LateInARow">Late answers of a source, none other between them, past which it is not asked; at least 2.</param>
/// <param name="Break">For how long; then one question tries. 0.5 s to a day.</param>
public readonly record struct NodeRules(TimeSpan Patience, int LateInARow, TimeSpan Break)
{
    /// <summary>What a service has that says nothing else.</summary>
    public static NodeRules Default { get; } = new(TimeSpan.FromMilliseconds(500), LateInARow: 3, TimeSpan.FromSeconds(5));
}
