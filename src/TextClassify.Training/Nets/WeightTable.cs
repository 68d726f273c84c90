namespace TextClassify.Training.Nets;

/// <summary>One weight by its name in the net, row-major: what the ONNX emitters see in place of a Torch type.</summary>
internal sealed record Weight(string Name, IReadOnlyList<int> Shape, float[] Values);

/// <summary>
/// All weights of a net by name. For the CRNN:
/// <code>
/// embedding.weight [V,D]
/// rnn.weight_ih_l0 [4m|3m,D]  rnn.weight_hh_l0 [4m|3m,m]  rnn.bias_ih_l0 [4m|3m]  rnn.bias_hh_l0 [4m|3m]   (gates i,f,g,o | r,z,n)
/// rnn.weight_ih_l0_reverse ... the backward direction likewise
/// tensor.full [K,m,m]  |  tensor.p [rank,m]  tensor.q [rank,m]  tensor.u [K,rank]
/// tensor.linear.weight [K,2m]  tensor.linear.bias [K]
/// weights.conv{w}.weight [H,D,w]  weights.conv{w}.bias [H]   one a window width w; ReLU follows; concatenated in the order of Windows
/// weights.project.weight [R,H*windows]  weights.project.bias [R]
/// output.weight [C,R*K] (row c is W[c,0..R-1] flattened)  output.bias [C]
/// </code>
/// </summary>
internal sealed class WeightTable(IEnumerable<Weight> weights)
{
    private readonly Dictionary<string, Weight> _weights = weights.ToDictionary(weight => weight.Name, StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => _weights.Keys;

    public IReadOnlyCollection<Weight> All => _weights.Values;

    public Weight this[string name] =>
        _weights.TryGetValue(name, out var weight) ? weight : throw new KeyNotFoundException($"The net has no weight '{name}'.");
}
