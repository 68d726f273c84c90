using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Language;

/// <summary>Short ways to ask the small language model and to read its answers.</summary>
internal static class LanguageCalls
{
    public static async Task<JsonElement> ResultAsync(this Service service, string body) =>
        (await service.PostAsync("/explain", body)).Json.GetProperty("results")[0];

    /// <summary>Bits of a text's last character.</summary>
    public static async Task<double> LastSurpriseAsync(this Service service, string text)
    {
        var result = (await service.PostAsync("/score", $$"""{"model":"rhyme","inputs":"{{text}}"}""")).Json.GetProperty("results")[0];
        return result.GetProperty("surprisal").EnumerateArray().Last().GetDouble();
    }

    public static JsonElement[] Tokens(JsonElement result) => [.. result.GetProperty("tokens").EnumerateArray()];

    public static double[] Scores(JsonElement result) => [.. Tokens(result).Select(token => token.GetProperty("score").GetDouble())];

    public static string? TextOf(JsonElement element, string property) => element.GetProperty(property).GetString();
}
