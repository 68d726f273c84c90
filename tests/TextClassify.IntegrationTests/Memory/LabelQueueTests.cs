using System.Text.Json;

namespace TextClassify.Memory;

public sealed class LabelQueueTests
{
    private const double Fifth = 0.2;

    /// <summary>fine has the logits -0.75 and 1.25, dull 2.25 and -1.25, at temperature 2.</summary>
    private static readonly double Fine = 1 / (1 + Math.Exp(-1)), Dull = 1 / (1 + Math.Exp(-1.75));

    [Fact]
    public async Task Queue_WorkedThroughInOrder_EndsAndMeasuresTheShareOfRightOnes()
    {
        await using var recording = new RecordingService();
        await recording.RecordAsync("""["fine","dull","fine","dull","fine"]""");

        var first = await recording.GetAsync("/quality/queue?limit=2");
        var order = (await recording.GetAsync("/quality/queue")).GetProperty("queue").EnumerateArray().ToArray();
        Assert.False(first.TryGetProperty("accuracy", out _));
        Assert.Equal(order.Take(2).Select(Key), first.GetProperty("queue").EnumerateArray().Select(Key));
        Assert.All(order, one => Assert.Equal(1, one.GetProperty("selectionProbability").GetDouble()));
        Assert.All(first.GetProperty("queue").EnumerateArray(), one => Assert.InRange(
            one.GetProperty("selectionProbability").GetDouble(), 0, 1));
        for (int place = 0; place < order.Length; place++)
        {
            var (id, item) = Key(order[place]);
            string said = order[place].GetProperty("prediction").GetProperty("label").GetString()!;
            await recording.LabelAsync(id, item, place == 0 ? said == "positive" ? "negative" : "positive" : said);
            var next = await recording.GetAsync("/quality/queue");
            Assert.Equal(place + 1, next.GetProperty("labelled").GetInt32());
            Assert.Equal(order.Skip(place + 1).Select(Key), next.GetProperty("queue").EnumerateArray().Select(Key));
        }

        var all = (await recording.GetAsync("/quality/queue")).GetProperty("accuracy");
        Assert.Equal(0.8, all.GetProperty("value").GetDouble());
        Assert.Equal(0.8, all.GetProperty("lower").GetDouble());
    }

    /// <summary>Whatever the rank of the first that is not shown, chances are to one another as the weights are.</summary>
    [Fact]
    public async Task Queue_Chances_AreOneOrWeightTimesTheNextRank()
    {
        await using var recording = new RecordingService();
        await recording.RecordAsync($"[{string.Join(',', Enumerable.Repeat("\"fine\",\"dull\"", 4))}]");

        var shown = (await recording.GetAsync("/quality/queue?limit=3")).GetProperty("queue").EnumerateArray().Select(one => (
            Label: one.GetProperty("prediction").GetProperty("label").GetString(),
            Chance: one.GetProperty("selectionProbability").GetDouble())).ToArray();

        double fine = Fifth + ((1 - Fifth) * 2 * (1 - Fine)), dull = Fifth + ((1 - Fifth) * 2 * (1 - Dull));
        double rank = shown[0].Chance / (shown[0].Label == "positive" ? fine : dull);
        Assert.All(shown, one => Assert.Equal(rank * (one.Label == "positive" ? fine : dull), one.Chance, 4));
    }

    private static (string Id, int Item) Key(JsonElement one)
    {
        var prediction = one.GetProperty("prediction");
        return (prediction.GetProperty("predictionId").GetString()!, prediction.GetProperty("item").GetInt32());
    }
}
