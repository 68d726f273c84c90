using System.Diagnostics.CodeAnalysis;

namespace TextClassify.Api.Problems;

/// <summary>
/// A value, or why there is none. The steps of a handler stand in one condition, each as <c>a.Fails(out var problem, out var x)</c>; behind
/// it all values are there.
/// </summary>
internal readonly struct Outcome<T>
    where T : class
{
    private readonly T? _value;
    private readonly Problem? _problem;

    internal Outcome(T? value, Problem? problem) => (_value, _problem) = (value, problem);

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Problem problem) => new(null, problem);

    public bool Fails([NotNullWhen(true)] out Problem? problem, [NotNullWhen(false)] out T? value)
    {
        (problem, value) = (_problem, _value);
        return problem is not null;
    }
}

internal static class Outcome
{
    /// <summary>For what the compiler converts nothing from: interfaces.</summary>
    public static Outcome<T> Of<T>(T value)
        where T : class => new(value, null);

    /// <summary>A check among the steps.</summary>
    public static bool Fails(this Problem? found, [NotNullWhen(true)] out Problem? problem) => (problem = found) is not null;
}
