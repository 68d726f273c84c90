namespace TextClassify.Inference.Sessions;

/// <summary>The graph's outputs for each set of parts a caller can ask for.</summary>
internal static class GraphOutputs
{
    private static readonly (ForwardOutputs Part, string Name)[] Parts =
    [
        (ForwardOutputs.Evidence, ForwardGraph.Evidence),
        (ForwardOutputs.WordWeights, ForwardGraph.WordWeights),
        (ForwardOutputs.ForwardStates, ForwardGraph.ForwardStates),
        (ForwardOutputs.BackwardStates, ForwardGraph.BackwardStates),
        (ForwardOutputs.WordStates, ForwardGraph.WordStates),
        (ForwardOutputs.LocalLogits, ForwardGraph.LocalLogits),
    ];

    private static readonly string[][] BySet = Enumerate();

    /// <summary>Logits first, then the parts in the order of their flags.</summary>
    public static string[] Names(ForwardOutputs outputs) => (int)outputs >= 0 && (int)outputs < BySet.Length
        ? BySet[(int)outputs]
        : throw new ArgumentOutOfRangeException(nameof(outputs), outputs, "Unknown parts.");

    private static string[][] Enumerate()
    {
        string[][] sets = new string[1 << Parts.Length][];
        for (int set = 0; set < sets.Length; set++)
        {
            sets[set] = [ForwardGraph.Logits, .. Parts.Where(part => ((ForwardOutputs)set).HasFlag(part.Part)).Select(part => part.Name)];
        }

        return sets;
    }
}
