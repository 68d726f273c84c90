using System.Runtime.CompilerServices;

namespace TextClassify.Api.Reading;

/// <summary>What a request whose body holds texts only says in its query: the properties of the contract that have a place there.</summary>
internal static class RequestQuery<T>
    where T : class
{
    private static readonly RequestProperty<T>[] Properties = [.. RequestReader<T>.Properties.Where(property => property.HasText)];

    /// <summary>A request without the rest.</summary>
    /// <param name="query">Each name once.</param>
    /// <param name="limits">Bounds of the values.</param>
    /// <param name="other">Takes a name that is none of the contract's; null refuses it.</param>
    public static Outcome<T> Read(IQueryCollection query, LimitsOptions limits, Func<string, string, Problem?>? other = null)
    {
        var request = (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
        foreach (var (name, values) in query)
        {
            string value = values.Count == 1 ? values[0] ?? "" : "";
            var problem = values.Count != 1 ? Refuse(ProblemTypes.DuplicateProperty, name, "Send the parameter once.")
                : Array.Find(
                    Properties, property => property.Name == name) is { } known ? known.ReadText(value, PlaceOf(name), limits, request)
                : (other ?? Unknown)(name, value);
            if (problem is not null)
            {
                return problem;
            }
        }

        return request;
    }

    public static Problem Refuse(ProblemType type, string name, string detail) => new(type, detail) { Where = PlaceOf(name) };

    private static Problem Unknown(string name, string value) => Refuse(
        ProblemTypes.UnknownParameter,
        name,
        $"{Quoted.Name(name)} is not a parameter here; there are {RequestProperty.Listed(Properties.Select(property => property.Name))}.");

    private static string PlaceOf(string name) => "?" + Quoted.Name(name).Trim('\'');
}
