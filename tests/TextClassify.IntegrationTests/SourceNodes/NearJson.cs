using System.Text.Json;

namespace TextClassify.SourceNodes;

/// <summary>Compares answers: numbers within 1e-5, all else as it is.</summary>
internal static class NearJson
{
    private const double Near = 1e-5;

    /// <param name="expected">Of one service.</param>
    /// <param name="actual">Of another.</param>
    /// <param name="but">Properties that may differ or be missing.</param>
    public static void AssertSame(JsonElement expected, JsonElement actual, params string[] but) => AssertSame(expected, actual, "", but);

    private static void AssertSame(JsonElement expected, JsonElement actual, string at, string[] but)
    {
        Assert.True(expected.ValueKind == actual.ValueKind, $"{at}: {expected} and {actual}");
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                string[] names = [.. Names(expected, but)];
                Assert.Equal(names, Names(actual, but));
                Array.ForEach(names, name => AssertSame(expected.GetProperty(name), actual.GetProperty(name), $"{at}.{name}", but));
                break;
            case JsonValueKind.Array:
                Assert.True(expected.GetArrayLength() == actual.GetArrayLength(), $"{at}: {expected} and {actual}");
                for (int i = 0; i < expected.GetArrayLength(); i++)
                {
                    AssertSame(expected[i], actual[i], $"{at}[{i}]", but);
                }

                break;
            case JsonValueKind.Number:
                Assert.True(Math.Abs(expected.GetDouble() - actual.GetDouble()) <= Near, $"{at}: {expected} and {actual}");
                break;
            default:
                Assert.True(expected.GetRawText() == actual.GetRawText(), $"{at}: {expected} and {actual}");
                break;
        }
    }

    private static IEnumerable<string> Names(JsonElement element, string[] but) =>
        element.EnumerateObject().Select(property => property.Name).Where(name => !but.Contains(name));
}
