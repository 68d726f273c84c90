using System.Collections;

namespace TextClassify.Explain;

/// <summary>Checked parameters in the order in which the method lists them; values are <see cref="int"/>, <see cref="string"/> or null.</summary>
public sealed class ParameterValues : IReadOnlyCollection<KeyValuePair<string, object?>>
{
    private readonly OrderedDictionary<string, object?> _values;

    internal ParameterValues(OrderedDictionary<string, object?> values)
    {
        _values = values;
    }

    public int Count => _values.Count;

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal int Integer(string name) => (int)_values[name]!;

    internal int? OptionalInteger(string name) => (int?)_values[name];

    internal string Choice(string name) => (string)_values[name]!;
}
