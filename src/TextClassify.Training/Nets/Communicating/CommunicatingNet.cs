using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TextClassify.Training.Nets.Communicating;

/// <summary>
/// N nodes that read a series each and share their weights:
/// <code>
/// h_i,t = GRU([x_i,t ; r_i ; c_i], h_i,t-1)      r_i who it is, c_i what it heard last, both constant between two exchanges
/// </code>
/// They exchange messages after every k steps, then in R rounds after the end, each with one step whose x is zero behind it. A net that
/// sends nothing takes those steps too, so that it is the same net with every message lost.
/// </summary>
internal sealed class CommunicatingNet : NamedNet
{
    private readonly CommunicatingNetOptions _options;
    private readonly int _inputWidth;
    private readonly GRU _cell;
    private readonly ParameterTable _table;
    private readonly MessageExchange? _exchange;
    private readonly EvidenceReadout _readout;

    /// <param name="options">Its shape.</param>
    /// <param name="inputWidth">F, numbers that a node reads a step.</param>
    /// <param name="nodes">N; without roles any other number can be asked later.</param>
    /// <param name="classes">C.</param>
    /// <param name="random">Draws the weights.</param>
    public CommunicatingNet(CommunicatingNetOptions options, int inputWidth, int nodes, int classes, Generator random)
        : base(nameof(CommunicatingNet))
    {
        (_options, _inputWidth) = (options, inputWidth);
        _cell = GRU(inputWidth + options.RoleWidth + options.MessageWidth, options.StateWidth);
        using (no_grad())
        {
            double range = 1 / Math.Sqrt(options.StateWidth);
            foreach (var weight in _cell.parameters())
            {
                weight.uniform_(-range, range, random);
            }
        }

        _table = new ParameterTable(random);
        if (options.RoleWidth > 0)
        {
            _table.Matrix("role.weight", nodes, options.RoleWidth);
        }

        _exchange = options.Aggregation is AggregationKind.None ? null : new MessageExchange(options, _table);
        _readout = new EvidenceReadout(options, classes, _table);
        RegisterComponents();
    }

    public override IReadOnlyList<KeyValuePair<string, Tensor>> Weights =>
    [
        .. _cell.named_parameters().Select(weight => new KeyValuePair<string, Tensor>($"cell.{weight.name}", weight.parameter)),
        .. _table.Weights,
    ];

    /// <param name="inputs">x, [T,B,N,F].</param>
    /// <param name="arrivals">Who takes part, and what arrives.</param>
    /// <param name="everyRound">Answers after each exchange, not the last alone.</param>
    public CommunicatingRun Forward(Tensor inputs, Arrivals arrivals, bool everyRound = false)
    {
        long steps = inputs.size(0), rows = inputs.size(1), nodes = inputs.size(2);
        var run = new State(
            zeros(rows, nodes, _options.StateWidth, dtype: inputs.dtype),
            zeros(rows, nodes, _options.MessageWidth, dtype: inputs.dtype),
            zeros(rows, dtype: inputs.dtype));
        var read = new List<Tensor>();
        var answers = new List<CommunicatingOutputs>();
        long block = _options.Period > 0 ? _options.Period : steps;
        for (long start = 0; start < steps; start += block)
        {
            if (start > 0)
            {
                run = Exchange(run, arrivals);
            }

            var states = Read(inputs.narrow(0, start, Math.Min(block, steps - start)), run);
            read.Add(states);
            run = run with { Hidden = states[-1] };
            if (everyRound && start > 0)
            {
                answers.Add(Answer(read, run.Hidden, arrivals));
            }
        }

        var silence = zeros(1, rows, nodes, _inputWidth, dtype: inputs.dtype);
        for (int round = 0; round < _options.Rounds; round++)
        {
            run = Exchange(run, arrivals);
            run = run with { Hidden = Read(silence, run)[0] };
            if (everyRound)
            {
                answers.Add(Answer(read, run.Hidden, arrivals));
            }
        }

        if (answers.Count == 0 || !everyRound)
        {
            answers.Add(Answer(read, run.Hidden, arrivals));
        }

        return new(answers, run.Messages);
    }

    protected override void Renew() => _table.Renew();

    /// <summary>h of every step, [T,B,N,h].</summary>
    private Tensor Read(Tensor inputs, State run)
    {
        long steps = inputs.size(0), rows = inputs.size(1), nodes = inputs.size(2);
        var context = run.Context.unsqueeze(0).expand(steps, rows, nodes, _options.MessageWidth);
        Tensor[] all = _options.RoleWidth > 0
            ? [inputs, _table["role.weight"].expand(steps, rows, nodes, _options.RoleWidth), context]
            : [inputs, context];
        var joined = cat(all, 3).view(steps, rows * nodes, -1);
        var (states, _) = _cell.call(joined, run.Hidden.reshape(1, rows * nodes, _options.StateWidth));
        return Show("states", states).view(steps, rows, nodes, _options.StateWidth);
    }

    private State Exchange(State run, Arrivals arrivals)
    {
        if (_exchange is null)
        {
            return run;
        }

        var sent = arrivals.Sent(_options.Graph);
        var (context, gates) = _exchange.Run(
            run.Hidden, run.Context, arrivals.Kept is { } kept ? sent * kept() : sent, arrivals.IsHard);
        using var frozen = no_grad();
        var count = gates is null ? sent : sent * gates.transpose(1, 2);
        return run with { Context = context, Messages = run.Messages.Plus(count.sum([1L, 2L])) };
    }

    private CommunicatingOutputs Answer(IReadOnlyList<Tensor> read, Tensor last, Arrivals arrivals)
    {
        var positions = _options.Readout is ReadoutKind.Steps ? cat([.. read], 0).permute(1, 2, 0, 3) : last.unsqueeze(2);
        return _readout.Run(positions, last, arrivals.Present);
    }

    /// <param name="Hidden">h, [B,N,h].</param>
    /// <param name="Context">c, [B,N,d].</param>
    /// <param name="Messages">Sent so far, [B].</param>
    private sealed record State(Tensor Hidden, Tensor Context, Tensor Messages);
}

/// <param name="Answers">After each exchange where that was asked; the last one is the net's.</param>
/// <param name="Messages">Sent in each case, lost ones among them, [B].</param>
internal sealed record CommunicatingRun(IReadOnlyList<CommunicatingOutputs> Answers, Tensor Messages)
{
    public CommunicatingOutputs Last => Answers[^1];
}
