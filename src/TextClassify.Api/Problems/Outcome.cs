using System.Diagnostics.CodeAnalysis;

namespace TextClassify.Api.Problems;

/// <summary>
/// A value, or why there is none. Steps of a handler stand in one condition, <c>a.Fails(out var problem, out var x) || b(x).Fails(out problem, out
/// var y)</c>, behind which all values are there.
/// </summary>
internal readonly struct Outcome<T>
    where T : class
{
    private readonly T? _value;
    private readonly Problem? _problem;

    private Outcome(T? value, Problem? problem) => (_value, _problem) = (value, problem);

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Problem problem) => new(null, problem);

    public bool Fails([NotNullWhen(true)] out Problem? problem, [NotNullWhen(false)] out T? value)
    {
        (problem, value) = (_problem, _value);
        return _value is null;
    }
}
