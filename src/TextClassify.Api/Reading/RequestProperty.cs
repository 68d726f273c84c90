using System.Reflection;
using System.Text;

namespace TextClassify.Api.Reading;

internal static class RequestProperty
{
    /// <summary>The properties that callers may send, in the order in which the contract has them.</summary>
    public static RequestProperty<T>[] Of<T>()
        where T : class
    {
        // Not safe for concurrent use, and contracts are looked at when the first request of each comes.
        var nullability = new NullabilityInfoContext();
        return
        [
            .. typeof(T).GetProperties().Where(property => property.SetMethod is { IsPublic: true }).Select(property =>
                (RequestProperty<T>)Activator.CreateInstance(
                    typeof(RequestProperty<,>).MakeGenericType(typeof(T), property.PropertyType),
                    property,
                    ValueForms.For(property),
                    nullability.Create(property).WriteState is NullabilityState.NotNull)!),
        ];
    }

    /// <summary>Names as a sentence has them: a, b and c.</summary>
    public static string Listed(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return all.Length == 1 ? all[0] : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }

    public static Problem NotSent(string where) => new(ProblemTypes.MissingProperty, $"Send {where}.") { Where = where };
}

/// <summary>One property of a contract.</summary>
internal abstract class RequestProperty<T>(PropertyInfo property)
    where T : class
{
    public string Name { get; } = JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    public ReadOnlySpan<byte> Utf8Name => _utf8Name;

    /// <summary>Whether it may stand in a query.</summary>
    public abstract bool HasText { get; }

    private readonly byte[] _utf8Name = Encoding.UTF8.GetBytes(JsonNamingPolicy.CamelCase.ConvertName(property.Name));

    /// <summary>Sets it to the value the cursor stands on.</summary>
    public abstract void Read(ref JsonCursor json, string where, LimitsOptions limits, T target);

    /// <summary>Sets it to a value of a query; null when that may be.</summary>
    public abstract Problem? ReadText(string text, string where, LimitsOptions limits, T target);

    /// <summary>Null where it is there or need not be.</summary>
    public abstract Problem? Missing(bool sent, string where, T target);
}

internal sealed class RequestProperty<T, TValue>(PropertyInfo property, ValueForm<TValue> form, bool needed) : RequestProperty<T>(property)
    where T : class
{
    private readonly Action<T, TValue?> _set = property.SetMethod!.CreateDelegate<Action<T, TValue?>>();
    private readonly Func<T, TValue?> _get = property.GetMethod!.CreateDelegate<Func<T, TValue?>>();

    private readonly Func<string, Problem> _missing =
        property.PropertyType.GetCustomAttribute<ReadByAttribute>()?.Reader.GetMethod(nameof(Missing))
            ?.CreateDelegate<Func<string, Problem>>() ?? RequestProperty.NotSent;

    public override bool HasText => form.Text is not null;

    public override void Read(ref JsonCursor json, string where, LimitsOptions limits, T target) =>
        _set(target, form.Json(ref json, where, limits));

    public override Problem? ReadText(string text, string where, LimitsOptions limits, T target)
    {
        var problem = form.Text!(text, where, limits, out var value);
        _set(target, value);
        return problem;
    }

    public override Problem? Missing(bool sent, string where, T target) =>
        needed && (!sent || _get(target) is null) ? _missing(where) : null;
}
