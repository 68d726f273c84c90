namespace TextClassify.Explain;

/// <summary>Checked parameters, defaults filled in.</summary>
public sealed class ParameterValues
{
    private readonly OrderedDictionary<string, object?> _values;

    internal ParameterValues(OrderedDictionary<string, object?> values)
    {
        _values = values;
    }

    /// <summary>In the order in which the method lists them; a value is an <see cref="int"/>, a <see cref="string"/> or null.</summary>
    public IReadOnlyDictionary<string, object?> All => _values;

    internal int Integer(string name) => (int)_values[name]!;

    internal int? OptionalInteger(string name) => (int?)_values[name];

    internal string Choice(string name) => (string)_values[name]!;
}
