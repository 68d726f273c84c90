using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TextClassify.Training.Nets.Communicating;

/// <summary>Matrices and rows by their names, in the order of their adding. Matrices are [in, out], as products read them.</summary>
internal sealed class ParameterTable(Generator random) : Module(nameof(ParameterTable))
{
    private readonly Dictionary<string, Parameter> _weights = [];
    private readonly List<string> _names = [];

    public IEnumerable<KeyValuePair<string, Tensor>> Weights =>
        _names.Select(name => new KeyValuePair<string, Tensor>(name, _weights[name]));

    public Tensor this[string name] => _weights[name];

    /// <summary>Drawn from Glorot's uniform range.</summary>
    public void Matrix(string name, int rows, int columns)
    {
        double range = Math.Sqrt(6.0 / (rows + columns));
        Add(name, empty(rows, columns).uniform_(-range, range, random));
    }

    /// <summary>All zero.</summary>
    public void Row(string name, int columns) => Add(name, zeros(columns));

    /// <inheritdoc cref="MultiZoneLayer.Renew"/>
    public void Renew()
    {
        foreach (string name in _names)
        {
            _weights[name] = get_parameter(Registered(name))!;
        }
    }

    private void Add(string name, Tensor values)
    {
        var parameter = new Parameter(values);
        _names.Add(name);
        _weights.Add(name, parameter);
        register_parameter(Registered(name), parameter);
    }

    private static string Registered(string name) => name.Replace('.', '_');
}
