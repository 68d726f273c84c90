using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TextClassify.Training.Nets.Communicating;

/// <summary>
/// A node a source of a case. A node reads its text in both directions, then exchanges messages, with one step of a GRU behind each
/// exchange; all nodes have the same weights but for their role r.
/// <code>
/// f, b  = GRU([x_t ; r]) from the left and from the right       g_0 = [f at the last token ; b at the first]
/// c     = mean over the other nodes of tanh(g_j W)  C           it stays where nothing arrives, and begins at 0
/// g_n+1 = GRU([r ; c], g_n)                                     R times
/// </code>
/// What is read out are the states at all tokens in the light of g_R (<see cref="EvidenceReadout"/>).
/// </summary>
internal sealed class CaseNet : NamedNet
{
    private static readonly Scalar Never = -1e9;

    private readonly CaseNetOptions _options;
    private readonly RecurrentLayer _rnn;
    private readonly GRU _cell;
    private readonly ParameterTable _table;
    private readonly MessageExchange? _exchange;
    private readonly EvidenceReadout _readout;
    private readonly Generator _random;

    /// <param name="options">Its shape.</param>
    /// <param name="sources">N, roles that there are.</param>
    /// <param name="classes">C.</param>
    /// <param name="random">Draws the weights, and in training what is left out.</param>
    public CaseNet(CaseNetOptions options, int sources, int classes, Generator random)
        : base(nameof(CaseNet))
    {
        (_options, _random, Sources, Classes) = (options, random, sources, classes);
        var nodes = options.Nodes;
        _rnn = new RecurrentLayer(
            new CrnnOptions
            {
                Cell = CellKind.Gru,
                EmbeddingWidth = options.EmbeddingWidth + options.RoleWidth,
                StateWidth = options.StateWidth,
            },
            random);
        _cell = GRU(options.RoleWidth + options.MessageWidth, nodes.StateWidth);
        using (no_grad())
        {
            double range = 1 / Math.Sqrt(nodes.StateWidth);
            foreach (var weight in _cell.parameters())
            {
                weight.uniform_(-range, range, random);
            }
        }

        _table = new ParameterTable(random);
        _table.Matrix("role.weight", sources, options.RoleWidth);
        _exchange = options.Aggregation is AggregationKind.None ? null : new MessageExchange(nodes, _table);
        _readout = new EvidenceReadout(nodes, classes, _table);
        RegisterComponents();
    }

    /// <summary>N.</summary>
    public int Sources { get; }

    /// <summary>C.</summary>
    public int Classes { get; }

    public override IReadOnlyList<KeyValuePair<string, Tensor>> Weights =>
    [
        .. _rnn.Weights,
        .. _cell.named_parameters().Select(weight => new KeyValuePair<string, Tensor>($"cell.{weight.name}", weight.parameter)),
        .. _table.Weights,
    ];

    /// <param name="embedded">x of each source, [T,B,D].</param>
    /// <param name="tokens">Their lengths; a source that is missing has one token, which nobody hears of.</param>
    /// <param name="arrivals">Who takes part, and what arrives.</param>
    /// <param name="dropout">Zero for prediction.</param>
    public CaseOutputs Forward(
        IReadOnlyList<Tensor> embedded, IReadOnlyList<TokenBatch> tokens, Arrivals arrivals, DropoutRates dropout = default)
    {
        long rows = tokens[0].Rows;
        var type = embedded[0].dtype;
        var positions = new Tensor[Sources];
        var states = new Tensor[Sources];
        for (int source = 0; source < Sources; source++)
        {
            var role = _table["role.weight"][source].expand(tokens[source].Time, rows, _options.RoleWidth);
            var inputs = cat([Drop(embedded[source], dropout.Embedding), role], 2);
            var (forward, backward) = _rnn.Forward(inputs, tokens[source]);
            long[] ends = Array.ConvertAll(tokens[source].Lengths, length => length - 1L);
            var last = tensor(ends, [1, rows, 1]).expand(1, rows, _options.StateWidth);
            states[source] = cat([forward.gather(0, last).squeeze(0), backward[0]], 1);
            positions[source] = Drop(Show($"read.{source}", cat([forward, backward], 2)), dropout.State).transpose(0, 1);
        }

        var run = stack(states, 1);
        var context = zeros(rows, Sources, _options.MessageWidth, dtype: type);
        var roles = _table["role.weight"].expand(rows, Sources, _options.RoleWidth);
        var messages = zeros(rows, dtype: type);
        var sent = arrivals.Sent(GraphKind.Full);
        for (int round = 0; round < _options.Rounds; round++)
        {
            if (_exchange is not null)
            {
                (context, _) = _exchange.Run(
                    run, context, arrivals.Kept is { } kept ? sent * kept() : sent, arrivals.IsHard);
                messages = messages.Plus(sent.sum([1L, 2L]));
            }

            var inputs = cat([roles, context], 2).reshape(1, rows * Sources, -1);
            var (next, _) = _cell.call(inputs, run.reshape(1, rows * Sources, -1));
            run = Show($"round.{round}", next).view(rows, Sources, -1);
        }

        return ReadOut(positions, run, tokens, arrivals.Present, messages);
    }

    protected override void Renew() => _table.Renew();

    private CaseOutputs ReadOut(
        Tensor[] positions, Tensor last, IReadOnlyList<TokenBatch> tokens, Tensor present, Tensor messages)
    {
        var own = new Tensor[Sources];
        var scores = new Tensor[Sources];
        var values = new Tensor[Sources];
        for (int source = 0; source < Sources; source++)
        {
            var (a, v) = _readout.Parts(positions[source].unsqueeze(1), last.narrow(1, source, 1));
            values[source] = v.squeeze(1);
            var padding = Padding(tokens[source]).unsqueeze(2);
            var known = a.squeeze(1).masked_fill(padding, Never);
            own[source] = (known.softmax(1).unsqueeze(-1) * values[source]).sum([1L, 2L]).Plus(_table["output.bias"]);
            var missing = present.select(1, source).eq(Scalars.Zero).view(-1, 1, 1);
            scores[source] = known.masked_fill(missing, Never);
        }

        var merged = (cat(scores, 1).softmax(1).unsqueeze(-1) * cat(values, 1)).sum([1L, 2L]).Plus(_table["output.bias"]);
        return new(stack(own, 1), merged, messages);
    }

    /// <summary>[B,T], where a row's text has ended.</summary>
    private static Tensor Padding(TokenBatch tokens)
    {
        bool[] padding = new bool[tokens.Rows * tokens.Time];
        for (int i = 0; i < padding.Length; i++)
        {
            padding[i] = i % tokens.Time >= tokens.Lengths[i / tokens.Time];
        }

        return tensor(padding, [tokens.Rows, tokens.Time]);
    }

    private Tensor Drop(Tensor values, double rate) => rate > 0 ? CharacterDropout.Drop(values, rate, _random) : values;
}

/// <summary>What the nodes of cases say.</summary>
/// <param name="Own">Each node's logits, [B,N,C]; those of a missing source mean nothing.</param>
/// <param name="Merged">Over the tokens of all sources that are there, [B,C].</param>
/// <param name="Messages">Sent in each case, [B].</param>
internal sealed record CaseOutputs(Tensor Own, Tensor Merged, Tensor Messages);
