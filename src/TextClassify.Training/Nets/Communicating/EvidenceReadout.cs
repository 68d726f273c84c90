using static TorchSharp.torch;

namespace TextClassify.Training.Nets.Communicating;

/// <summary>
/// What nodes answer, each alone and all merged, as sums over what was read. Of position p of a node whose last state is g:
/// <code>
/// v_p = tanh( h_p V + g G + c )                  in R^K      G only where the positions are steps; else h_p is g
/// a_p = tanh( h_p U + g H + e ) S                in R^R
/// own     z = b + sum over r, p of softmax over p of a_pr  W[r] v_p
/// merged  the same with one softmax over the positions of all nodes
/// </code>
/// A node's own answer is that of a merge of it alone, so the parts that <see cref="TextClassify.Communication.EvidencePart"/> names give
/// both.
/// </summary>
internal sealed class EvidenceReadout
{
    private readonly CommunicatingNetOptions _options;
    private readonly ParameterTable _table;
    private readonly int _classes;

    public EvidenceReadout(CommunicatingNetOptions options, int classes, ParameterTable table)
    {
        (_options, _table, _classes) = (options, table, classes);
        bool isSteps = options.Readout is ReadoutKind.Steps;
        table.Matrix("readout.word", options.StateWidth, options.WordWidth);
        table.Matrix("attention.word", options.StateWidth, options.WordWidth);
        if (isSteps)
        {
            table.Matrix("readout.last", options.StateWidth, options.WordWidth);
            table.Matrix("attention.last", options.StateWidth, options.WordWidth);
        }

        table.Row("readout.bias", options.WordWidth);
        table.Row("attention.bias", options.WordWidth);
        table.Matrix("attention.score", options.WordWidth, options.Aspects);
        table.Matrix("output.weight", options.WordWidth, options.Aspects * classes);
        table.Row("output.bias", classes);
    }

    /// <param name="positions">h, [B,N,P,h].</param>
    /// <param name="last">g, [B,N,h].</param>
    /// <param name="present">[B,N], 1 where a node takes part.</param>
    public CommunicatingOutputs Run(Tensor positions, Tensor last, Tensor present)
    {
        var (scores, values) = Parts(positions, last);
        long rows = scores.size(0), nodes = scores.size(1), count = scores.size(2);
        var own = (scores.softmax(2).unsqueeze(-1) * values).sum([2L, 3L]).Plus(_table["output.bias"]);
        var missing = present.eq(Scalars.Zero).view(rows, nodes, 1, 1);
        var merged = scores.masked_fill(missing, Scalars.NegativeInfinity).view(rows, nodes * count, _options.Aspects).softmax(1);
        var logits = (merged.unsqueeze(-1) * values.view(rows, nodes * count, _options.Aspects, _classes)).sum([1L, 2L]);
        return new(own, logits.Plus(_table["output.bias"]), scores, values);
    }

    /// <summary>a, [B,N,P,R], and <c>&lt;W[r,c], v_p&gt;</c>, [B,N,P,R,C].</summary>
    public (Tensor Scores, Tensor Values) Parts(Tensor positions, Tensor last)
    {
        var words = Light("readout", positions, last).Plus(_table["readout.bias"]).tanh();
        var scores = Light("attention", positions, last).Plus(_table["attention.bias"]).tanh().matmul(_table["attention.score"]);
        var values = words.matmul(_table["output.weight"])
            .view(scores.size(0), scores.size(1), scores.size(2), _options.Aspects, _classes);
        return (scores, values);
    }

    private Tensor Light(string name, Tensor positions, Tensor last)
    {
        var light = positions.matmul(_table[$"{name}.word"]);
        return _options.Readout is ReadoutKind.Steps ? light.Plus(last.matmul(_table[$"{name}.last"]).unsqueeze(2)) : light;
    }
}

/// <summary>What a net of nodes says after one of its rounds.</summary>
/// <param name="Own">Each node's own logits, [B,N,C].</param>
/// <param name="Merged">Logits over the positions of all nodes that take part, [B,C].</param>
/// <param name="Scores">a, [B,N,P,R].</param>
/// <param name="Values"><c>&lt;W[r,c], v_p&gt;</c>, [B,N,P,R,C].</param>
internal sealed record CommunicatingOutputs(Tensor Own, Tensor Merged, Tensor Scores, Tensor Values);
