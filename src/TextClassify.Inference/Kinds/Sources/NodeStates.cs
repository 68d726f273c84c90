using TextClassify.Communication;

namespace TextClassify.Inference.Kinds.Sources;

/// <summary>
/// The states of the nodes of a block of cases, round after round, for the cases that tell them; nothing is kept where none does.
/// </summary>
/// <param name="cases">One after another, each with a node a source for each of its variants.</param>
/// <param name="width">m, numbers of a state.</param>
internal sealed class NodeStates(CaseRow[] cases, int width)
{
    private readonly List<float[]>? _rounds = Array.Exists(cases, static one => one.TellsStates) ? [] : null;
    private int _node;

    /// <param name="states">Of all nodes, [N,m].</param>
    public void Keep(float[] states) => _rounds?.Add([.. states]);

    /// <summary>Of each source of the next case's first variant [rounds + 1, m]; empty where it does not tell them.</summary>
    public float[][] Next(CaseRow one)
    {
        int first = _node;
        _node += one.Variants.Count * one.Sources.Count;
        if (!one.TellsStates || _rounds is null)
        {
            return [];
        }

        float[][] told = new float[one.Sources.Count][];
        for (int source = 0; source < told.Length; source++)
        {
            told[source] = new float[_rounds.Count * width];
            for (int round = 0; round < _rounds.Count; round++)
            {
                _rounds[round].AsSpan((first + source) * width, width).CopyTo(told[source].AsSpan(round * width));
            }
        }

        return told;
    }
}
