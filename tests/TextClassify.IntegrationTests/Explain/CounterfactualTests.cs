using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Explain;

public sealed class CounterfactualTests(ShippedService shipped) : IClassFixture<ShippedService>
{
    private static readonly string[] Texts =
    [
        "A gorgeous, witty, seductive movie.",
        "The plot is boring and the acting is bad.",
        "not a bad film",
        "It's a charming and often affecting journey .",
        "Dull", "Nobody would call this film a masterpiece, but I couldn't stop laughing.", "unflinchingly bleak and desperate",
    ];

    private readonly Service _service = shipped.Service;

    /// <summary>What the answer says of the edited text is what /classify says of it, to the bit; and no edit can be taken back
    /// alone.</summary>
    [Fact]
    public async Task Explain_Counterfactual_IsProvedByClassifyAndMinimal()
    {
        int found = 0;
        foreach (string text in Texts)
        {
            var result = (await _service.PostAsync(
                "/explain",
                JsonSerializer.Serialize(
                    new { model = "sentiment", inputs = text, method = "counterfactual" }))).Json.GetProperty("results")[0];

            var counterfactual = result.GetProperty("counterfactual");
            string before = result.GetProperty("prediction").GetProperty("label").GetString()!;
            Assert.Equal((before, result.GetProperty("prediction").GetProperty("score").GetSingle()), await ClassifyAsync(text));
            Assert.Equal(before, counterfactual.GetProperty("scoresBefore")[0].GetProperty("label").GetString());
            if (!counterfactual.GetProperty("found").GetBoolean())
            {
                continue;
            }

            found++;
            string edited = counterfactual.GetProperty("text").GetString()!;
            string label = counterfactual.GetProperty("label").GetString()!;
            Assert.NotEqual(before, label);
            Assert.Equal(label, result.GetProperty("target").GetProperty("label").GetString());
            Assert.Equal((label, counterfactual.GetProperty("score").GetSingle()), await ClassifyAsync(edited));
            JsonElement[] edits = [.. counterfactual.GetProperty("edits").EnumerateArray()];
            Assert.InRange(edits.Length, 1, 5);
            foreach (var edit in edits)
            {
                Assert.Equal(edit.GetProperty("before").GetString(), text[Int(edit, "start")..Int(edit, "end")]);
                Assert.Equal(edit.GetProperty("after").GetString(), edited[Int(edit, "editedStart")..Int(edit, "editedEnd")]);
                string undone = edited[..Int(
                    edit, "editedStart")] + edit.GetProperty("before").GetString() + edited[Int(edit, "editedEnd")..];
                Assert.NotEqual(label, (await ClassifyAsync(undone)).Label);
            }

            int[] scored =
            [
                .. result.GetProperty("tokens").EnumerateArray().Where(
                    token => token.GetProperty("score").GetDouble() != 0).Select(token => Int(token, "index")),
            ];
            Assert.Equal(edits.Select(edit => Int(edit, "token")), scored);
        }

        Assert.True(found >= Texts.Length - 1, $"{found} of {Texts.Length} texts have a counterfactual.");
    }

    [Fact]
    public async Task Explain_CounterfactualTwice_IsTheSame()
    {
        const string Request =
            """{"model":"topic","inputs":"Stocks rise as the central bank cuts its rate","method":"counterfactual","target":"World"}""";

        var first = (await _service.PostAsync("/explain", Request)).Json.GetProperty("results")[0].GetProperty("counterfactual");
        var second = (await _service.PostAsync("/explain", Request)).Json.GetProperty("results")[0].GetProperty("counterfactual");

        Assert.Equal(first.GetRawText(), second.GetRawText());
        Assert.Equal("World", first.GetProperty("label").GetString());
    }

    [Theory]
    [InlineData(
        """{"model":"sentiment","inputs":"a fine film","method":"counterfactual","target":"positive"}""",
        "The text has the target's label already.")]
    [InlineData(
        """{"model":"sentiment","inputs":"superb","method":"counterfactual","parameters":{"edits":"delete"}}""",
        "No edits within the limits reach the label;")]
    public async Task Explain_NoCounterfactual_SaysWhy(string request, string reason)
    {
        var counterfactual = (await _service.PostAsync("/explain", request)).Json.GetProperty("results")[0].GetProperty("counterfactual");

        Assert.False(counterfactual.GetProperty("found").GetBoolean());
        Assert.StartsWith(reason, counterfactual.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.False(counterfactual.TryGetProperty("text", out _));
    }

    private static int Int(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private async Task<(string Label, float Score)> ClassifyAsync(string text)
    {
        var result = (await _service.PostAsync(
            "/classify", JsonSerializer.Serialize(new { model = "sentiment", inputs = text }))).Json.GetProperty("results")[0];
        return (result.GetProperty("label").GetString()!, result.GetProperty("score").GetSingle());
    }
}
