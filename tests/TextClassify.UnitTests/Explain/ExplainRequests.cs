using System.Text.Json;
using TextClassify.Explain;
using TextClassify.Forward;
using TextClassify.Text;

namespace TextClassify.UnitTests.Explain;

/// <summary>Requests over made-up token ids.</summary>
internal static class ExplainRequests
{
    public static ExplanationQuery Of(
        IExplainer explainer,
        int[] ids,
        IForwardPass model,
        string parameters = "{}",
        int? target = 0,
        int? foil = null,
        double temperature = 1)
    {
        var binding = explainer.Bind(Json(parameters), model.Shape);
        Assert.Null(binding.Fault);
        return new ExplanationQuery
        {
            Text = new EncodedText(ids, new TokenSpan[ids.Length], ids.Length),
            Target = target,
            Foil = foil,
            Temperature = temperature,
            Parameters = binding.Values!,
        };
    }

    public static Dictionary<string, JsonElement> Json(string parameters) =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(parameters)!;

    /// <summary>Ids of words, by seed.</summary>
    public static int[] Ids(int length, int seed)
    {
        int[] ids = new int[length];
        var random = new Random(seed);
        for (int i = 0; i < length; i++)
        {
            ids[i] = random.Next(2, 40);
        }

        return ids;
    }
}
