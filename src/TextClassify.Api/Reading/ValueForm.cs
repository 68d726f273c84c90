using System.Globalization;
using System.Reflection;

namespace TextClassify.Api.Reading;

/// <summary>Reads the value the cursor stands on; what is wrong stays in the cursor. The default where it is JSON's null.</summary>
internal delegate T? JsonReading<out T>(ref JsonCursor json, string where, LimitsOptions limits);

/// <summary>Reads a value of a query.</summary>
internal delegate Problem? TextReading<T>(string text, string where, LimitsOptions limits, out T? value);

/// <summary>How a value of a type is read.</summary>
/// <param name="Json">From a body.</param>
/// <param name="Text">From a query; null where it has no place in one.</param>
internal sealed record ValueForm<T>(JsonReading<T> Json, TextReading<T>? Text = null);

/// <summary>The forms of values, by the type and the attributes of the property they are for.</summary>
internal static class ValueForms
{
    public static object For(PropertyInfo property)
    {
        var type = property.PropertyType;
        var reader = (property.GetCustomAttribute<ReadByAttribute>() ?? type.GetCustomAttribute<ReadByAttribute>())?.Reader;
        return reader is not null ? Make(nameof(By), type, reader)
            : type == typeof(string) ? new ValueForm<string>(static (ref json, where, _) => json.OptionalString(where), Word)
            : type == typeof(bool?) ? new ValueForm<bool?>(static (ref json, where, _) => json.OptionalBoolean(where), Truth)
            : type == typeof(int?) ? Whole(new Bounds(property))
            : type == typeof(double?) ? Number(new Bounds(property))
            : type == typeof(double) ? Needed(new Bounds(property))
            : type == typeof(IReadOnlyList<string>) ? Words(MostOf(property))
            : type == typeof(IReadOnlyList<int>) ? Wholes(new Bounds(property), MostOf(property))
            : Make(nameof(Contract), type);
    }

    private static int MostOf(PropertyInfo property) =>
        property.GetCustomAttribute<MostAttribute>()?.Elements
            ?? throw new InvalidOperationException($"{property} says not how many it may have.");

    private static object Make(string method, Type type, params object[] arguments) =>
        typeof(ValueForms).GetMethod(
            method, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type).Invoke(null, arguments)!;

    private static ValueForm<T> Contract<T>()
        where T : class => new(RequestReader<T>.Read);

    private static ValueForm<T> By<T>(Type reader) => new(
        reader.GetMethod(nameof(RequestReader<>.Read))!.CreateDelegate<JsonReading<T>>(),
        reader.GetMethod("FromText")?.CreateDelegate<TextReading<T>>());

    private static ValueForm<int?> Whole(Bounds bounds) => new(
        (ref json, where, limits) => json.OptionalInteger(where, (int)bounds.Least, (int)bounds.Most(limits)),
        (string text, string where, LimitsOptions limits, out int? value) =>
        {
            int most = (int)bounds.Most(limits);
            bool fits = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                && number >= bounds.Least
                && number <= most;
            value = number;
            return fits
                ? null
                : new Problem(ProblemTypes.OutOfRange, $"The value must be a whole number from {bounds.Least} to {most}.")
                {
                    Where = where,
                };
        });

    private static ValueForm<double?> Number(Bounds bounds) => new(
        (ref json, where, limits) => json.OptionalNumber(where, bounds.Least, bounds.Most(limits)),
        (string text, string where, LimitsOptions limits, out double? value) =>
        {
            double most = bounds.Most(limits);
            bool fits = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
                && number >= bounds.Least
                && number <= most;
            value = number;
            return fits
                ? null
                : new Problem(
                    ProblemTypes.OutOfRange,
                    string.Create(CultureInfo.InvariantCulture, $"The value must be a number from {bounds.Least} to {most}."))
                {
                    Where = where,
                };
        });

    /// <summary>A number that must be there: null is as good as none.</summary>
    private static ValueForm<double> Needed(Bounds bounds) => new((ref json, where, limits) =>
    {
        double? number = json.OptionalNumber(where, bounds.Least, bounds.Most(limits));
        if (number is null && !json.Failed)
        {
            json.Refuse(RequestProperty.NotSent(where));
        }

        return number ?? default;
    });

    private static ValueForm<IReadOnlyList<string>> Words(int most) => new(
        (ref json, where, _) => json.OptionalStrings(where, most),
        (string text, string where, LimitsOptions _, out IReadOnlyList<string>? value) =>
        {
            string[] words = text.Split(',');
            value = words;
            return Array.Exists(words, word => word.Length == 0)
                    ? new Problem(ProblemTypes.WrongType, "The value must be names with commas between them.") { Where = where }
                : words.Length > most ? new Problem(ProblemTypes.OutOfRange, $"The list must hold at most {most} elements.")
                {
                    Where = where,
                }
                : null;
        });

    private static ValueForm<IReadOnlyList<int>> Wholes(Bounds bounds, int most) =>
        new((ref json, where, limits) => json.OptionalIntegers(where, (int)bounds.Least, (int)bounds.Most(limits), most));

    private static Problem? Word(string text, string where, LimitsOptions limits, out string? value)
    {
        value = text;
        return null;
    }

    private static Problem? Truth(string text, string where, LimitsOptions limits, out bool? value)
    {
        value = text == "true";
        return text is "true" or "false"
            ? null
            : new Problem(ProblemTypes.OutOfRange, "The value must be true or false.") { Where = where };
    }

    /// <summary>Of a property that says so: the greatest value may be a limit of the service.</summary>
    private sealed class Bounds
    {
        private readonly WithinAttribute _within;
        private readonly Func<LimitsOptions, int>? _limit;

        public Bounds(PropertyInfo property)
        {
            _within = property.GetCustomAttribute<WithinAttribute>()
                ?? throw new InvalidOperationException($"{property} says not what it may be.");
            _limit = _within.Limit is { } limit
                ? typeof(LimitsOptions).GetProperty(limit, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!
                    .GetMethod!.CreateDelegate<Func<LimitsOptions, int>>()
                : null;
        }

        public double Least => _within.Least;

        public double Most(LimitsOptions limits) => _limit?.Invoke(limits) ?? _within.Most;
    }
}
