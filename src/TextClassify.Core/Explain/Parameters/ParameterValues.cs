namespace TextClassify.Explain.Parameters;

/// <summary>Checked parameters, defaults filled in.</summary>
public sealed class ParameterValues
{
    private readonly OrderedDictionary<string, object?> _values;

    internal ParameterValues(OrderedDictionary<string, object?> values)
    {
        _values = values;
    }

    /// <summary>
    /// In the order in which the method lists them. A value is null, an <see cref="int"/>, a <see cref="double"/>, a <see cref="bool"/>,
    /// a <see cref="string"/>, an <c>IReadOnlyList&lt;string&gt;</c> (<see cref="ChoicesParameter"/>) or a list of those
    /// (<see cref="WordsParameter"/>).
    /// </summary>
    public IReadOnlyDictionary<string, object?> All => _values;

    /// <summary>The number a method explains; logits for a method that gives no choice.</summary>
    internal OutputSpace Output =>
        _values.TryGetValue(SharedParameters.OutputName, out object? value) ? SharedParameters.Output((string)value!) : OutputSpace.Logit;

    internal int Seed => Integer(SharedParameters.SeedName);

    internal RemovalRule Removal => Enum.Parse<RemovalRule>(Choice(SharedParameters.BaselineName), ignoreCase: true);

    internal int Integer(string name) => (int)_values[name]!;

    internal int? OptionalInteger(string name) => (int?)_values[name];

    internal double Number(string name) => (double)_values[name]!;

    internal double? OptionalNumber(string name) => (double?)_values[name];

    internal bool Boolean(string name) => (bool)_values[name]!;

    internal string Choice(string name) => (string)_values[name]!;

    internal IReadOnlyList<string> Choices(string name) => (IReadOnlyList<string>)_values[name]!;

    internal IReadOnlyList<IReadOnlyList<string>>? OptionalWords(string name) => (IReadOnlyList<IReadOnlyList<string>>?)_values[name];
}
