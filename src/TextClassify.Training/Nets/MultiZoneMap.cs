using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TextClassify.Training.Nets;

/// <summary>
/// M(x, h) after Meng et al. (2020), in place of a cell's affine map: zones of [x ; h], composed, passed through one feed-forward net,
/// joined again. Matrices are [in, out], as the products read them. The input's half of the zones is made outside the loop over time.
/// </summary>
internal sealed class MultiZoneMap : Module
{
    public const double NormEpsilon = 1e-5;
    public const double SquashEpsilon = 1e-8;

    private static readonly Scalar Smallest = SquashEpsilon;

    private readonly MultiZoneOptions _options;
    private readonly string _name;
    private readonly Dictionary<string, Parameter> _weights = [];
    private readonly Generator? _random;

    /// <param name="name">Begins the names of its weights.</param>
    /// <param name="options">Its zones.</param>
    /// <param name="inputWidth">Of x.</param>
    /// <param name="stateWidth">Of h.</param>
    /// <param name="outputWidth">Of the result.</param>
    /// <param name="random">Draws the weights; null is the process's own, which other work draws from as well.</param>
    public MultiZoneMap(string name, MultiZoneOptions options, int inputWidth, int stateWidth, int outputWidth, Generator? random = null)
        : base(nameof(MultiZoneMap))
    {
        _random = random;
        _name = name;
        _options = options;
        int zones = options.Count * options.Width, width = options.Width;
        Matrix("input", inputWidth, zones);
        Matrix("state", stateWidth, zones);
        Fill("zone.bias", 0, zones);
        if (options.LayerNorm)
        {
            Fill("norm.gain", 1, width);
            Fill("norm.bias", 0, width);
        }

        switch (options.Composition)
        {
            case CompositionKind.Attention:
                Matrix("query", width, width);
                Matrix("key", width, width);
                Matrix("value", width, width);
                break;
            case CompositionKind.Routing:
                Add("route", torch.empty(options.Count, width, options.Composed * width).normal_(0, 1, random).Over(Math.Sqrt(width)));
                break;
            default:
                Add("mix", torch.empty(options.Composed, options.Count).normal_(0, 1, random).Over(Math.Sqrt(options.Count)));
                break;
        }

        Matrix("inner", width, options.FeedForwardWidth);
        Fill("inner.bias", 0, options.FeedForwardWidth);
        Matrix("outer", options.FeedForwardWidth, width);
        Fill("outer.bias", 0, width);
        Matrix("join", options.Composed * width, outputWidth);
        Fill("join.bias", 0, outputWidth);
        RegisterComponents();
    }

    public IEnumerable<KeyValuePair<string, Tensor>> Weights =>
        _weights.Select(weight => new KeyValuePair<string, Tensor>($"{_name}.{weight.Key}", weight.Value));

    public Parameter this[string weight] => _weights[weight];

    /// <inheritdoc cref="MultiZoneLayer.Renew"/>
    public void Renew()
    {
        foreach (string name in _weights.Keys.ToArray())
        {
            _weights[name] = get_parameter(Registered(name))!;
        }
    }

    /// <summary>The input's half of every step's zones, bias included: [T,B,N dz] of x [T,B,D].</summary>
    public Tensor InputHalf(Tensor inputs) => inputs.matmul(this["input"]).Plus(this["zone.bias"]);

    /// <summary>
    /// Mixing and the inner layer behind it as one product, made outside the loop over time: [N dz, J F], and its bias [J F]. In bfloat16 a
    /// step of 485,000 weights takes 0.86 to 0.91 of the time so; in single precision, where products cost more, 1.1 times. Null there.
    /// </summary>
    public (Tensor Matrix, Tensor Bias)? MixedInner()
    {
        if (_options.Composition is not CompositionKind.Mixing || this["mix"].dtype is not ScalarType.BFloat16)
        {
            return null;
        }

        var (mix, inner) = (this["mix"].t(), this["inner"]);
        var matrix = mix.reshape(_options.Count, 1, _options.Composed, 1) * inner.view(1, _options.Width, 1, _options.FeedForwardWidth);
        return (matrix.reshape(_options.Count * _options.Width, -1), this["inner.bias"].repeat(_options.Composed));
    }

    /// <summary>[B,out].</summary>
    /// <param name="inputHalf">One step of <see cref="InputHalf"/>, [B,N dz].</param>
    /// <param name="state">[B,H].</param>
    /// <param name="mixed">As <see cref="MixedInner"/>.</param>
    public Tensor Forward(Tensor inputHalf, Tensor state, (Tensor Matrix, Tensor Bias)? mixed)
    {
        long rows = state.size(0);
        var zones = Affine(state, this["state"], inputHalf).view(rows, _options.Count, _options.Width);
        if (_options.LayerNorm)
        {
            zones = functional.layer_norm(zones, [_options.Width], this["norm.gain"], this["norm.bias"], NormEpsilon);
        }

        var inner = mixed is { } both
            ? Affine(zones.view(rows, -1), both.Matrix, both.Bias).relu().view(-1, _options.FeedForwardWidth)
            : Affine(Compose(zones).reshape(-1, _options.Width), this["inner"], this["inner.bias"]).relu();
        var outer = Affine(inner, this["outer"], this["outer.bias"]).view(rows, -1);
        return Affine(outer, this["join"], this["join.bias"]);
    }

    /// <summary>[B,J,dz] of [B,N,dz].</summary>
    private Tensor Compose(Tensor zones) => _options.Composition switch
    {
        CompositionKind.Attention => Attend(zones),
        CompositionKind.Routing => Route(zones),
        _ => this["mix"].matmul(zones),
    };

    private Tensor Attend(Tensor zones)
    {
        var query = zones.matmul(this["query"]).Times(1 / Math.Sqrt(_options.Width));
        var weights = query.bmm(zones.matmul(this["key"]).transpose(1, 2)).softmax(2);
        return weights.bmm(zones.matmul(this["value"]));
    }

    /// <summary>Sabour et al. 2017; an empty agreement makes the first round a plain mean.</summary>
    private Tensor Route(Tensor zones)
    {
        var votes = zones.transpose(0, 1).bmm(this["route"]).view(_options.Count, zones.size(0), _options.Composed, _options.Width);
        var composed = Squash(votes.mean([0L]).Times((double)_options.Count / _options.Composed));
        Tensor? agreement = null;
        for (int round = 1; round < _options.RoutingRounds; round++)
        {
            var agreed = (votes * composed).sum(3);
            agreement = agreement is null ? agreed : agreement.Plus(agreed);
            composed = Squash((votes * agreement.softmax(2).unsqueeze(3)).sum(0L));
        }

        return composed;
    }

    /// <summary>s |s| / (1 + |s|^2).</summary>
    private static Tensor Squash(Tensor values)
    {
        var squares = values.Squared().sum(2, keepdim: true);
        return values * (squares.add(Smallest, Scalars.One).sqrt() / squares.add(Scalars.One, Scalars.One));
    }

    private static Tensor Affine(Tensor values, Tensor matrix, Tensor addend) => addend.addmm(values, matrix, 1, 1);

    /// <summary>Glorot's uniform range.</summary>
    private void Matrix(string name, int rows, int columns) =>
        Add(name, torch.empty(rows, columns).uniform_(-1, 1, _random).Times(Math.Sqrt(6.0 / (rows + columns))));

    private void Fill(string name, float value, int size)
    {
        using Scalar scalar = value;
        Add(name, torch.full(size, scalar));
    }

    private static string Registered(string name) => name.Replace('.', '_');

    private void Add(string name, Tensor values)
    {
        var parameter = new Parameter(values);
        _weights.Add(name, parameter);
        register_parameter(Registered(name), parameter);
    }
}
