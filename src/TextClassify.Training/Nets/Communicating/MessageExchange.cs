using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TextClassify.Training.Nets.Communicating;

/// <summary>
/// One exchange between the nodes of a case: what each sends, and the context that each makes of what arrives.
/// <code>
/// m_j = tanh(h_j W)                                                  d numbers, rounded as they are sent
/// mean    c_i = mean over j of m_j  C
/// sum     c_i = sum over j of m_j / (N - 1)  C
/// gated   c_i = mean over j of g_j m_j  C,   g_j = sigmoid(h_j w + b)
/// attend  c_i = sum over j of a_ij m_j  C,   a_ij = softmax over j ( (h_i Q) (m_j K)' / sqrt d )
/// </code>
/// j runs over those of i's neighbours whose message arrived, never over i. The receiver makes the key of the message, so that a message
/// has the same d numbers in each.
/// </summary>
internal sealed class MessageExchange
{
    private static readonly Scalar Never = -1e9;
    private static readonly Scalar Half = 0.5;

    private readonly CommunicatingNetOptions _options;
    private readonly ParameterTable _table;
    private readonly Scalar _scale;

    /// <param name="options">Its shape.</param>
    /// <param name="table">Gets its weights.</param>
    public MessageExchange(CommunicatingNetOptions options, ParameterTable table)
    {
        (_options, _table) = (options, table);
        _scale = 1 / Math.Sqrt(options.MessageWidth);
        table.Matrix("message.weight", options.StateWidth, options.MessageWidth);
        table.Matrix("context.weight", options.MessageWidth, options.MessageWidth);
        if (options.Aggregation is AggregationKind.Gated)
        {
            table.Matrix("gate.weight", options.StateWidth, 1);
            table.Row("gate.bias", 1);
        }
        else if (options.Aggregation is AggregationKind.Attend)
        {
            table.Matrix("query.weight", options.StateWidth, options.MessageWidth);
            table.Matrix("key.weight", options.MessageWidth, options.MessageWidth);
        }
    }

    /// <summary>Every node's next context, [B,N,d], and which nodes send, [B,N,1]; null where all do.</summary>
    /// <param name="states">h, [B,N,h].</param>
    /// <param name="context">c until now, [B,N,d]: it stays where nothing arrives.</param>
    /// <param name="arrived">[B,N,N], 1 where the row's node gets the message of the column's.</param>
    /// <param name="isHard">Gates are open or shut; a shut one sends nothing.</param>
    public (Tensor Context, Tensor? Gates) Run(Tensor states, Tensor context, Tensor arrived, bool isHard)
    {
        var messages = MessageRounding.Round(states.matmul(_table["message.weight"]).tanh(), _options.Precision);
        Tensor? gates = null;
        if (_options.Aggregation is AggregationKind.Gated)
        {
            gates = functional.sigmoid(states.matmul(_table["gate.weight"]).Plus(_table["gate.bias"]));
            gates = isHard ? gates.gt(Half).to_type(states.dtype) : gates;
            messages *= gates;
        }

        var weights = _options.Aggregation switch
        {
            AggregationKind.Attend => Attention(states, messages, arrived),
            AggregationKind.Sum => arrived.Times(1.0 / Math.Max(1, arrived.size(-1) - 1)),
            _ => arrived / arrived.sum(-1, keepdim: true).clamp_min(Scalars.One),
        };
        var next = weights.bmm(messages).matmul(_table["context.weight"]);
        return (where(arrived.sum(-1, keepdim: true).gt(Half), next, context), gates);
    }

    private Tensor Attention(Tensor states, Tensor messages, Tensor arrived)
    {
        var scores = states.matmul(_table["query.weight"]).bmm(messages.matmul(_table["key.weight"]).transpose(1, 2)) * _scale;

        // Where nothing arrives all weights are equal, and then none.
        return scores.masked_fill(arrived.lt(Half), Never).softmax(-1) * arrived;
    }
}
