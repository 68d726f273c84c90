using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TextClassify.Training.Nets;

/// <summary>
/// A gated layer whose transition is <see cref="MultiZoneMap"/>: [u r] = sigmoid(M_g(x, h)), n = tanh(M_h(x, r h)), h = h + u (n - h).
/// Update and reset share their zones.
/// </summary>
internal sealed class MultiZoneLayer : Module
{
    // A state that lasts some steps from the start: sigmoid(-1) of it is replaced.
    private const double UpdateBias = -1;

    private readonly int _width;
    private readonly MultiZoneMap _gates;
    private readonly MultiZoneMap _candidate;
    private readonly Generator? _random;

    public MultiZoneLayer(string name, CharacterNetOptions options, int inputWidth, Generator? random = null)
        : base(nameof(MultiZoneLayer))
    {
        _width = options.StateWidth;
        _random = random;
        _gates = new MultiZoneMap($"{name}.gates", options.Zones, inputWidth, _width, 2 * _width, random);
        _candidate = new MultiZoneMap($"{name}.candidate", options.Zones, inputWidth, _width, _width, random);
        using (no_grad())
        {
            _gates["join.bias"].narrow(0, 0, _width).FillWith(UpdateBias);
        }

        RegisterComponents();
    }

    public IEnumerable<KeyValuePair<string, Tensor>> Weights => _gates.Weights.Concat(_candidate.Weights);

    /// <summary>Takes the weights up anew after a move to another type, which puts other tensors in their place.</summary>
    public void Renew()
    {
        _gates.Renew();
        _candidate.Renew();
    }

    /// <summary>States [T,B,H] of x [T,B,D], from a state [B,H].</summary>
    /// <param name="inputs">x.</param>
    /// <param name="state">h before the first step.</param>
    /// <param name="drop">Training alone: share of the candidate's units left out at each step (Semeniuta et al. 2016).</param>
    /// <param name="zoneout">
    /// Share of units that keep their state: at random in training (Krueger et al. 2017), else as its expectation.
    /// </param>
    /// <param name="training">Chooses.</param>
    public Tensor Forward(Tensor inputs, Tensor state, double drop, double zoneout, bool training)
    {
        var gateInputs = _gates.InputHalf(inputs).unbind(0);
        var candidateInputs = _candidate.InputHalf(inputs).unbind(0);
        var (gatesMixed, candidateMixed) = (_gates.MixedInner(), _candidate.MixedInner());
        var states = new Tensor[gateInputs.Length];
        for (int step = 0; step < states.Length; step++)
        {
            var gates = _gates.Forward(gateInputs[step], state, gatesMixed).sigmoid();
            Tensor update = gates.narrow(1, 0, _width), reset = gates.narrow(1, _width, _width);
            var candidate = _candidate.Forward(candidateInputs[step], reset * state, candidateMixed).tanh();
            if (training && drop > 0)
            {
                candidate = CharacterDropout.Drop(candidate, drop, _random);
            }

            if (zoneout > 0)
            {
                // A unit that keeps its state has no update; dropout alone would scale the others up.
                update = (training ? CharacterDropout.Drop(update, zoneout, _random) : update).Times(1 - zoneout);
            }

            state = lerp(state, candidate, update);
            states[step] = state;
        }

        return stack(states, 0);
    }
}
