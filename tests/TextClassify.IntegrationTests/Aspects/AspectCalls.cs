using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Aspects;

/// <summary>Short ways to ask the small model of aspects.</summary>
internal static class AspectCalls
{
    public const string Model = "tiny-aspect";

    public static async Task<Answer> AskAsync(this Service service, string path, object inputs, params (string Name, object Value)[] rest)
    {
        var body = rest.ToDictionary(part => part.Name, part => part.Value);
        body["model"] = Model;
        body["inputs"] = inputs;
        return await service.PostAsync(path, JsonSerializer.Serialize(body));
    }

    /// <summary>The one result of a request with an object for input.</summary>
    public static async Task<JsonElement> OneAsync(
        this Service service, string path, object input, params (string Name, object Value)[] rest) =>
        (await service.AskAsync(path, input, rest)).Json.GetProperty("results")[0];

    public static object Input(string text, int start, int end) => new { text, aspect = new { start, end } };

    public static object Input(string text, IEnumerable<(int Start, int End)> spans) =>
        new { text, aspects = spans.Select(span => new { start = span.Start, end = span.End }).ToArray() };

    /// <summary>Places of the words of a text that has blanks between them.</summary>
    public static (int Start, int End)[] Words(string text)
    {
        var words = new List<(int, int)>();
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf(' ', start) is var blank and >= 0 ? blank : text.Length;
            if (end > start)
            {
                words.Add((start, end));
            }

            start = end + 1;
        }

        return [.. words];
    }

    public static float[] Scores(JsonElement result) =>

        [
            .. result.GetProperty("scores").EnumerateArray().OrderBy(
                score => score.GetProperty("label").GetString(),
                StringComparer.Ordinal).Select(score => score.GetProperty("score").GetSingle()),
        ];
}
