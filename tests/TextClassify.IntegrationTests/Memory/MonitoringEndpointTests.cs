using System.Globalization;
using TextClassify.Api.Monitoring;
using TextClassify.Infrastructure;

namespace TextClassify.Memory;

public sealed class MonitoringEndpointTests
{
    [Fact]
    public async Task Quality_WithLabels_HasThreeAccuraciesByCohort()
    {
        await using var recording = new RecordingService();
        string a = await recording.RecordAsync("""["fine","fine","dull","dull"]""", ""","cohort":"a" """);
        string b = await recording.RecordAsync("""["fine","dull"]""", ""","cohort":"b" """);
        foreach (var (id, item, label) in new[]
        {
            (a, 0, "positive"), (a, 1, "negative"), (a, 2, "negative"), (a, 3, "negative"), (b, 0, "negative"),
        })
        {
            Assert.Equal(200, (int)(await recording.LabelAsync(id, item, label)).Status);
        }

        var answer = await recording.GetAsync("/quality?by=cohort");

        var all = answer.GetProperty("all");
        Assert.Equal((6, 5), (all.GetProperty("predictions").GetInt64(), all.GetProperty("labelled").GetInt64()));
        Assert.Equal(0.6, all.GetProperty("measured").GetProperty("value").GetDouble());

        // By hand: fine has logits -0.75 and 1.25, dull 2.25 and -1.25, temperature 2.
        double fine = 1 / (1 + Math.Exp(-1)), dull = 1 / (1 + Math.Exp(-1.75));
        Assert.Equal(((3 * fine) + (3 * dull)) / 6, all.GetProperty("estimated").GetProperty("value").GetDouble(), 5);
        Assert.InRange(all.GetProperty("fused").GetProperty("value").GetDouble(), 0.4, 0.9);
        Assert.Equal(
            [("a", 4, 0.75), ("b", 2, 0.0)],
            answer.GetProperty("groups").EnumerateArray().Select(group => (
                group.GetProperty("group").GetString(), group.GetProperty("predictions").GetInt64(),
                group.GetProperty("measured").GetProperty("value").GetDouble())));
        Assert.Equal(2, (await recording.GetAsync("/quality?cohort=b")).GetProperty("all").GetProperty("predictions").GetInt64());
        Assert.Equal(0, (await recording.GetAsync("/quality?to=2020-01-01")).GetProperty("all").GetProperty("predictions").GetInt64());
    }

    /// <summary>What the page's first view shows: the same numbers as by as many questions.</summary>
    [Fact]
    public async Task Overview_OfACohort_HasWhatQualitySaysByEachGroup()
    {
        await using var recording = new RecordingService();
        string a = await recording.RecordAsync("""["fine","fine","dull"]""", ""","cohort":"a" """);
        await recording.RecordAsync("""["fine","dull"]""", ""","cohort":"b" """);
        await recording.LabelAsync(a, 0, "positive");
        await recording.LabelAsync(a, 1, "negative");

        var overview = await recording.GetAsync("/quality/overview?cohort=a");

        var quality = await recording.GetAsync("/quality?cohort=a&by=hour");
        foreach (string same in new[] { "model", "all", "confusion", "orphanLabels" })
        {
            Assert.Equal(quality.GetProperty(same).GetRawText(), overview.GetProperty(same).GetRawText());
        }

        foreach (var (name, path) in new[]
        {
            ("times", "/quality?cohort=a&by=hour"), ("byLabel", "/quality?cohort=a&by=label"),
            ("byVersion", "/quality?cohort=a&by=version"), ("byCohort", "/quality?by=cohort"),
        })
        {
            Assert.Equal((await recording.GetAsync(path)).GetProperty("groups").GetRawText(), overview.GetProperty(name).GetRawText());
        }

        Assert.Equal(2, overview.GetProperty("byCohort").GetArrayLength());
        Assert.Equal("hour", overview.GetProperty("unit").GetString());
        Assert.Equal(["negative", "positive"], overview.GetProperty("labels").EnumerateArray().Select(label => label.GetString()));
        var counts = overview.GetProperty("labelCounts").EnumerateArray().ToArray();
        Assert.Equal(overview.GetProperty("times").GetArrayLength(), counts.Length);
        Assert.Equal((1, 2), (counts.Sum(row => row[0].GetInt64()), counts.Sum(row => row[1].GetInt64())));
        Assert.Equal(0, (await recording.GetAsync("/quality/overview?to=2020-01-01")).GetProperty("times").GetArrayLength());
    }

    [Theory]
    [InlineData(0, "hour")]
    [InlineData(4, "hour")]
    [InlineData(5, "day")]
    [InlineData(100, "day")]
    [InlineData(101, "week")]
    [InlineData(500, "week")]
    [InlineData(501, "month")]
    public void UnitOf_Days_AreAsManyTimesAsAPictureHasRoomFor(int days, string unit) =>
        Assert.Equal(unit, GroupName.Of(OverviewReport.UnitOf(days)));

    [Fact]
    public async Task Explanations_Global_AddUpTheShares()
    {
        await using var recording = new RecordingService();
        await recording.RecordAsync("""["a fine film","fine fine","dull film"]""");

        var tokens = (await recording.GetAsync("/explanations/global?minSupport=1")).GetProperty("tokens").EnumerateArray().ToArray();

        Assert.Equal(
            [("fine", "positive", 2, 4.5), ("dull", "negative", 1, 2), ("film", "negative", 1, 0.25), ("film", "positive", 1, 0.25),
                ("a", "positive", 1, 0.125)],
            tokens.Select(token => (
                token.GetProperty("text").GetString(), token.GetProperty("label").GetString(), token.GetProperty("support").GetInt64(),
                token.GetProperty("sum").GetDouble())));

        // Shares of 1.5 and 3: mean 2.25, standard error 0.75, Student's 12.706 at one degree of freedom.
        Assert.Equal(2.25, tokens[0].GetProperty("mean").GetDouble());
        Assert.Equal(2.25 - (12.7062 * 0.75), tokens[0].GetProperty("lower").GetDouble(), 3);
        Assert.False(tokens[1].TryGetProperty("lower", out _));
        var only = (await recording.GetAsync("/explanations/global?minSupport=1&token=film&label=negative")).GetProperty("tokens");
        Assert.Equal("film", Assert.Single(only.EnumerateArray()).GetProperty("text").GetString());
    }

    [Fact]
    public async Task Explanations_AtAggregates_SayThatNoWordIsKept()
    {
        await using var recording = new RecordingService("Aggregates");
        await recording.RecordAsync("\"fine\"");

        var problem = (await recording.Service.GetAsync("/explanations/global")).Problem();

        Assert.Equal((409, "not-recorded"), (problem.Status, problem.Type));
    }

    /// <summary>Two windows of 40 requests; in the second the texts turn dull.</summary>
    [Fact]
    public async Task Drift_OfAnotherWindow_FindsLabelsAndNotLength()
    {
        await using var recording = new RecordingService();
        for (int request = 0; request < 40; request++)
        {
            await recording.RecordAsync($"""["a fine film","{(request % 2 == 0 ? "dull dull" : "not fine")} film","a fine film"]""");
        }

        var now = TimeProvider.System.GetUtcNow().AddMilliseconds(1);
        string middle = now.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        await Task.Delay(5, TestContext.Current.CancellationToken);
        for (int request = 0; request < 40; request++)
        {
            await recording.RecordAsync("""["dull dull film","a dull film","a fine film"]""");
        }

        var drift = await recording.GetAsync($"/drift?referenceTo={middle}&from={middle}");

        Assert.Equal(("window", "callers"), (drift.GetProperty("reference").GetString(), drift.GetProperty("groupedBy").GetString()));
        var signals = drift.GetProperty("signals").EnumerateArray().ToDictionary(signal => signal.GetProperty("signal").GetString()!);
        Assert.Equal(["label", "confidence", "length", "unknown"], signals.Keys);
        Assert.True(signals["label"].GetProperty("alarm").GetBoolean(), drift.GetRawText());
        Assert.False(signals["length"].GetProperty("alarm").GetBoolean());
        Assert.False(signals["unknown"].GetProperty("alarm").GetBoolean());
        Assert.Equal(120, signals["label"].GetProperty("windowCount").GetInt64());
        var fine = drift.GetProperty("tokens").EnumerateArray().Single(token => token.GetProperty("text").GetString() == "fine");
        Assert.Equal((1.5, 100, 1.5, 40), (
            fine.GetProperty("reference").GetDouble(), fine.GetProperty("referenceSupport").GetInt32(),
            fine.GetProperty("window").GetDouble(), fine.GetProperty("windowSupport").GetInt32()));
        Assert.False(fine.GetProperty("alarm").GetBoolean());
    }

    /// <summary>Against the package of a real model: its reference profile, which texts of another kind are far from.</summary>
    [Fact]
    public async Task Drift_OfAPackage_IsHeldAgainstItsProfile()
    {
        string folder = Directory.CreateTempSubdirectory("textclassify-memory-").FullName;
        await using (var service = new Service(new ServiceFactory(
            null, ("Models:Directory", TinyService.ModelsFolder), ("Memory:Level", "Aggregates"), ("Memory:Directory", folder))))
        {
            for (int request = 0; request < 40; request++)
            {
                await service.PostAsync(
                    "/classify", """{"inputs":["zzz yyy xxx www vvv uuu ttt sss rrr qqq ppp ooo nnn mmm lll kkk"],"record":"required"}""");
            }

            var answer = await service.GetAsync("/drift");

            Assert.True((int)answer.Status == 200, answer.Text);
            Assert.Equal("package", answer.Json.GetProperty("reference").GetString());
            var unknown = answer.Json.GetProperty("signals").EnumerateArray().Single(
                one => one.GetProperty("signal").GetString() == "unknown");
            Assert.True(unknown.GetProperty("alarm").GetBoolean(), answer.Text);
        }

        Directory.Delete(folder, recursive: true);
    }
}
