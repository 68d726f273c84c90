using System.Runtime.CompilerServices;

namespace TextClassify.Api.Reading;

/// <summary>
/// Reads a contract from JSON: its properties, their types and attributes say what a body may hold, and the OpenAPI document is made of the
/// same declarations, so that the two can't differ.
/// </summary>
internal static class RequestReader<T>
    where T : class
{
    public static readonly RequestProperty<T>[] Properties = RequestProperty.Of<T>();

    private static readonly string Known = RequestProperty.Listed(Properties.Select(property => property.Name));

    /// <summary>Null where the value is JSON's null, or wrong.</summary>
    public static T? Read(ref JsonCursor json, string where, LimitsOptions limits)
    {
        if (json.Failed || (json.IsNull && where.Length > 0))
        {
            return null;
        }

        // Contracts have no initializers, and the properties that must be there are checked below.
        var target = (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
        int seen = 0;
        json.EnterObject(where);
        while (json.NextProperty())
        {
            ReadProperty(ref json, where, limits, target, ref seen);
        }

        if (!json.Failed && target is IChecked checkedTarget)
        {
            checkedTarget.Check(ref json, where, limits);
        }

        for (int i = 0; i < Properties.Length && !json.Failed; i++)
        {
            if (Properties[i].Missing((seen & (1 << i)) != 0, Place(where, Properties[i].Name), target) is { } missing)
            {
                json.Refuse(missing);
            }
        }

        return json.Failed ? null : target;
    }

    private static void ReadProperty(ref JsonCursor json, string where, LimitsOptions limits, T target, ref int seen)
    {
        for (int i = 0; i < Properties.Length; i++)
        {
            if (json.Named(Properties[i].Utf8Name, i, ref seen))
            {
                Properties[i].Read(ref json, Place(where, Properties[i].Name), limits, target);
                return;
            }
        }

        json.RefuseProperty(where, Known);
    }

    private static string Place(string where, string name) => where.Length == 0 ? name : $"{where}.{name}";
}
