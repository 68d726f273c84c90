using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TextClassify.Training.Nets;

/// <summary>
/// What a text thinks of an aspect whose tokens' states have the mean a, at distance d_t from token t (0 in the aspect, negative before
/// it):
/// <code>
/// v_t = tanh( h_t W + ((h_t P) * (a Q)) U + a V + D[d_t] + c )       in R^K
/// w   = softmax over t ( tanh( h_t G + a H + E[d_t] + e ) s )
/// z   = b + O sum_t w_t v_t                                          so that w_t O v_t is token t's share
/// </code>
/// Matrices are [in, out], as the products read them.
/// </summary>
internal sealed class AspectReadout : Module
{
    private readonly int _maxDistance;
    private readonly Dictionary<string, Parameter> _weights = [];
    private readonly Generator _random;

    public AspectReadout(AspectNetOptions options, int classes, Generator random)
        : base(nameof(AspectReadout))
    {
        (_maxDistance, _random) = (options.MaxDistance, random);
        int states = 2 * options.StateWidth, distances = (2 * options.MaxDistance) + 1;
        Matrix("readout.word", states, options.WordWidth);
        Matrix("readout.left", states, options.TensorRank);
        Matrix("readout.right", states, options.TensorRank);
        Matrix("readout.join", options.TensorRank, options.WordWidth);
        Matrix("readout.aspect", states, options.WordWidth);
        Add("readout.distance", torch.zeros(distances, options.WordWidth));
        Add("readout.bias", torch.zeros(options.WordWidth));
        Matrix("attention.word", states, options.AttentionWidth);
        Matrix("attention.aspect", states, options.AttentionWidth);
        Add("attention.distance", torch.zeros(distances, options.AttentionWidth));
        Add("attention.bias", torch.zeros(options.AttentionWidth));
        Matrix("attention.score", options.AttentionWidth, 1);
        Matrix("output.weight", options.WordWidth, classes);
        Add("output.bias", torch.zeros(classes));
        RegisterComponents();
    }

    public IEnumerable<KeyValuePair<string, Tensor>> Weights =>
        _weights.Select(weight => new KeyValuePair<string, Tensor>(weight.Key, weight.Value));

    /// <inheritdoc cref="MultiZoneLayer.Renew"/>
    public void Renew()
    {
        foreach (string name in _weights.Keys.ToArray())
        {
            _weights[name] = get_parameter(Registered(name))!;
        }
    }

    /// <param name="states">h, a text an aspect, [A,T,2m].</param>
    /// <param name="places">The aspects; their texts are not read here.</param>
    /// <param name="drop">Leaves out a share of v and of the text's sum.</param>
    public AspectOutputs Forward(Tensor states, AspectPlaces places, Func<Tensor, Tensor> drop)
    {
        long time = states.size(1);
        var aspects = Mean(states, places, time);
        var distances = tensor(Distances(places, (int)time), [places.Count, time], ScalarType.Int64);

        var (left, right) = (states.matmul(_weights["readout.left"]), aspects.matmul(_weights["readout.right"]));
        var product = (left * right).matmul(_weights["readout.join"]);
        var words = states.matmul(_weights["readout.word"]).Plus(product).Plus(aspects.matmul(_weights["readout.aspect"]))
            .Plus(Rows("readout.distance", distances)).Plus(_weights["readout.bias"]).tanh();
        var seen = states.matmul(_weights["attention.word"]).Plus(aspects.matmul(_weights["attention.aspect"]))
            .Plus(Rows("attention.distance", distances)).Plus(_weights["attention.bias"]).tanh();
        var scores = seen.matmul(_weights["attention.score"]).squeeze(2);
        var padding = Steps(time) >= tensor(places.Lengths).unsqueeze(1);
        var weights = scores.masked_fill(padding, Scalars.NegativeInfinity).softmax(1);

        var text = drop(weights.unsqueeze(1).bmm(words).squeeze(1));
        var logits = text.matmul(_weights["output.weight"]).Plus(_weights["output.bias"]);
        return new(logits, words.matmul(_weights["output.weight"]) * weights.unsqueeze(2), weights);
    }

    /// <summary>
    /// Rows of the distance tables, [A,T]: P + t - start before an aspect, P in it, P + t - end + 1 behind it, both ways P at most.
    /// </summary>
    private long[] Distances(AspectPlaces places, int time)
    {
        long[] rows = new long[places.Count * time];
        for (int i = 0; i < rows.Length; i++)
        {
            int aspect = i / time, token = i % time;
            long before = Math.Min(token - places.Starts[aspect], 0), behind = Math.Max(token - places.Ends[aspect] + 1, 0);
            rows[i] = Math.Clamp(before + behind, -_maxDistance, _maxDistance) + _maxDistance;
        }

        return rows;
    }

    /// <summary>a, [A,1,2m].</summary>
    private static Tensor Mean(Tensor states, AspectPlaces places, long time)
    {
        var tokens = Steps(time);
        Tensor starts = tensor(places.Starts).unsqueeze(1), ends = tensor(places.Ends).unsqueeze(1);
        var inside = tokens.ge(starts).logical_and(tokens.lt(ends)).to(states.dtype);
        return (inside / (ends - starts)).unsqueeze(1).bmm(states);
    }

    /// <summary>0 to T - 1, [1,T].</summary>
    private static Tensor Steps(long time)
    {
        using Scalar end = time;
        return arange(Scalars.Zero, end, Scalars.One).unsqueeze(0);
    }

    private Tensor Rows(string table, Tensor distances) =>
        _weights[table].index_select(0, distances.flatten()).view(distances.size(0), distances.size(1), -1);

    /// <summary>Glorot's uniform range.</summary>
    private void Matrix(string name, int rows, int columns) =>
        Add(name, torch.empty(rows, columns).uniform_(-1, 1, _random).Times(Math.Sqrt(6.0 / (rows + columns))));

    private void Add(string name, Tensor values)
    {
        var parameter = new Parameter(values);
        _weights.Add(name, parameter);
        register_parameter(Registered(name), parameter);
    }

    private static string Registered(string name) => name.Replace('.', '_');
}
