using System.Text.Json;

namespace TextClassify.Fuzzing;

/// <summary>What generated requests are made of: the service's own names and texts, and strings and numbers that are seldom thought
/// of.</summary>
internal sealed class Words
{
    // Values that a property takes and the document's types don't tell.
    private static readonly Dictionary<string, string[]> Usual = new(StringComparer.Ordinal)
    {
        ["states"] = ["forward", "backward", "word"],
        ["include"] = ["expectedPrediction", "distance", "entropy", "confidence", "vectors", "wordWeights", "positions", "neighbours"],
        ["expectedPrediction"] = ["local", "cumulative", "prefix"],
        ["encoding"] = ["base64-f32le", "base64-f16le", "numbers"],
        ["output"] = ["logit", "probability", "log_odds", "log_probability"],
        ["targets"] = ["all"],
        ["removal"] = ["delete", "pad", "unk"],
        ["model"] = ["tiny", "tiny/1"],
        ["datatype"] = ["BYTES"],
    };

    private static readonly string[] Pieces =
    [
        "good",
        "bad",
        "film",
        "not",
        "the cat",
        " ",
        "  ",
        ".",
        "'s",
        "-",
        "é",
        "e\u0301",
        "שלום",
        "日本語",
        "😀",
        "👩‍👩‍👧",
        "🇩🇪",
        "\u200B",
        "\u202E",
        "\uFEFF",
        "\0",
        "\u0007",
        "\u0085",
        "\u2028",
        "\uFFFD",
        "\uFFFF",
        "\uE000",
        "𝔣",
        "ß",
        "İ",
        "ﬁ",
        "\t",
        "\r\n",
        "<pad>",
        "<unk>",
        "{}",
        "\"",
        "\\",
        "%00",
        "../..",
        "null",
        "Zalgo\u0300\u0301\u0302\u0303",
        "x", "1e9", "$ref", "'; --",
    ];

    // As they stand in JSON: escapes of half a character, and what is no string at all.
    private static readonly string[] Literals =
    [
        "null",
        "true",
        "false",
        "[]",
        "{}",
        "\"\"",
        "\"\\ud800\"",
        "\"\\udc00 x\"",
        "\"a\\u0000b\"",
        "[[]]",
        "[null]",
        "{\"text\":\"x\"}",
        "{\"\":0}",
        "\"\\q\"",
        "'x'",
        "undefined",
        "\"x\" /* y */", "[1,]", "{\"a\":1,\"a\":2}",
    ];

    private static readonly string[] Numbers =
    [
        "0",
        "-0",
        "1",
        "-1",
        "2",
        "3",
        "7",
        "1.5",
        "0.1",
        "1e2",
        "1E-400",
        "1e400",
        "-1e400",
        "2147483647",
        "2147483648",
        "-2147483649",
        "9223372036854775808",
        "65536",
        "1e309",
        "123456789012345678901234567890", "00", "+1", ".5", "1.", "0x10", "NaN", "-Infinity", "1e", "4294967296", "0.000000000000000000001",
    ];

    private readonly string[] _served;
    private readonly Dictionary<string, string[]> _byProperty = new(Usual, StringComparer.Ordinal);

    /// <param name="models">The answer of <c>/models</c>.</param>
    /// <param name="explainers">The answer of <c>/explainers</c>.</param>
    public Words(JsonElement models, JsonElement explainers)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        Collect(models, names);
        Collect(explainers, names);
        _served = [.. names];
        string[] methods = Names(explainers.GetProperty("explainers"));
        string[] labels = [.. models.GetProperty("models")[0].GetProperty("labels").EnumerateArray().Select(label => label.GetString()!)];
        _byProperty["method"] = _byProperty["methods"] = methods;
        _byProperty["name"] = [.. methods, "text", "text", "label", "scores", "evidence"];
        _byProperty["metrics"] = Names(explainers.GetProperty("metrics"));
        _byProperty["target"] = _byProperty["foil"] = labels;
        _byProperty["parameters"] =
        [
            .. explainers.GetProperty("explainers").EnumerateArray().SelectMany(
                method => Names(method.GetProperty("parameters"))).Distinct(),
        ];
    }

    public string Served(Random random) => _served[random.Next(_served.Length)];

    /// <summary>A value that the property takes, mostly; null where no list is known.</summary>
    public string? For(string property, Random random) =>
        _byProperty.TryGetValue(property, out string[]? usual) && random.Next(8) != 0 ? usual[random.Next(usual.Length)] : null;

    public static string Text(Random random)
    {
        int pieces = random.Next(16) switch { 0 => 0, 1 => random.Next(400), _ => 1 + random.Next(8) };
        return string.Concat(
            Enumerable.Range(0, pieces).Select(_ => Pieces[random.Next(Pieces.Length)] + (random.Next(2) == 0 ? " " : "")));
    }

    public static string Number(Random random) => Numbers[random.Next(Numbers.Length)];

    /// <summary>Something in a value's place; mostly JSON, not always.</summary>
    public string Value(Random random) => random.Next(5) switch
    {
        0 => Number(random),
        1 => Quoted(random, Text(random)),
        2 => Quoted(random, Served(random)),
        3 => Deep(random),
        _ => Literals[random.Next(Literals.Length)],
    };

    /// <summary>A string in JSON, its characters as they are or escaped.</summary>
    public static string Quoted(Random random, string text) => random.Next(4) == 0
        ? $"\"{string.Concat(text.Select(unit => $"\\u{(int)unit:x4}"))}\""
        : JsonSerializer.Serialize(text);

    private static string Deep(Random random)
    {
        int depth = random.Next(40);
        return random.Next(2) == 0
            ? new string('[', depth) + new string(']', depth)
            : string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "0" + new string('}', depth);
    }

    private static string[] Names(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetProperty("name").GetString()!)];

    /// <summary>Every word in an answer.</summary>
    private static void Collect(JsonElement value, SortedSet<string> names)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    Collect(property.Value, names);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Collect(item, names);
                }

                break;
            case JsonValueKind.String when value.GetString() is { Length: < 40 } name && name.AsSpan().IndexOfAny(' ', ':') < 0:
                names.Add(name);
                break;
        }
    }
}
