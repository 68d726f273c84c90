using TextClassify.Text;
using TextClassify.Training.Aspect;
using TextClassify.Training.Data;
using TextClassify.Training.Tests.Data;

namespace TextClassify.Training.Tests.Aspect;

public sealed class AspectDataTests
{
    private static readonly string Recipes = Path.Combine(DataFolder.SolutionFolder(AppContext.BaseDirectory)!, "recipes");

    [Fact]
    public void Load_ShippedRecipe_IsSound() => Assert.Equal(
        ["restaurants", "laptops", "mams"],
        AspectRecipeRules.File.Load(Path.Combine(Recipes, "aspect.json")).Domains.Select(domain => domain.Name));

    [Theory]
    [InlineData(
        "\"net\":{\"zones\":{\"count\":4,\"composed\":3}}", "net.zones.composed is 3; it must be net.zones.count (4) with attention.")]
    [InlineData("\"training\":{\"epochs\":0}", "training.epochs is 0; it must be 1 to 10000.")]
    [InlineData("\"training\":{\"outputDropout\":1}", "training.outputDropout is 1; it must be 0 or more and below 1.")]
    [InlineData(
        "\"whole\":[{\"train\":\"w\",\"labels\":{\"1\":\"good\"}}]", "whole.labels is good; it must be negative, neutral, positive.")]
    public void Parse_OutOfRange_NamesTheValueAndTheRange(string property, string fault)
    {
        string json = $$"""{"name":"a","description":"b","source":"c","domains":[{"name":"d","train":"e"}],{{property}}}""";

        var refusal = Assert.Throws<DataException>(() => AspectRecipeRules.File.Parse(json, "r.json"));

        Assert.Equal($"r.json: {fault}", refusal.Message);
    }

    [Fact]
    public void Read_LinesOfOneText_AreOneTextWithAllAspects()
    {
        using var folder = new TemporaryFolder();
        string[] rows =
        [
            Row("good food , bad staff", 5, 9, "positive"),
            Row("meh", 0, 3, "conflict"),
            Row("good food , bad staff", 16, 21, "negative"),
        ];
        string path = folder.Write("rows.jsonl", string.Concat(rows));

        var texts = AspectFile.Read(path, whole: false, Labels, TestContext.Current.CancellationToken);

        var text = Assert.Single(texts);
        Assert.Equal([new(5, 9, "positive"), new(16, 21, "negative")], text.Aspects);
    }

    [Theory]
    [InlineData("{\"text\":\"food\",\"label\":\"positive\",\"aspect\":{\"start\":0,\"end\":5}}")]
    [InlineData("{\"text\":\"food\",\"label\":\"positive\",\"aspect\":{\"start\":2,\"end\":2}}")]
    [InlineData("{\"text\":\"food\",\"label\":\"positive\"}")]
    [InlineData("{\"text\":\"food\",")]
    public void Read_NoAspectInTheText_NamesTheLine(string line)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("rows.jsonl", Row("good food", 5, 9, "positive") + line + "\n");

        var refusal = Assert.Throws<DataException>(
            () => AspectFile.Read(path, whole: false, Labels, TestContext.Current.CancellationToken));

        Assert.Equal("rows.jsonl, line 2: no text with a label and an aspect that lies in it.", refusal.Message);
    }

    /// <summary>Every aspect of a text goes the same way, and so does the text in another spacing and in another set.</summary>
    [Fact]
    public void Read_TextsOfSeveralAspectsAndSets_NeverStraddleTheSplit()
    {
        using var folder = new TemporaryFolder();
        string[] texts = [.. Enumerable.Range(0, 60).Select(i => $"dish {i} is good but waiter {i} is n't")];
        folder.Write("one.jsonl", string.Concat(texts.Select(text => Row(text, 0, 4, "positive") + Row(text, 10, 12, "negative"))));
        folder.Write(
            "two.jsonl", string.Concat(texts.Select(text => Row(text.Replace(" n't", "n't", StringComparison.Ordinal), 0, 4, "positive"))));
        var recipe = Recipe([new("one", "one.jsonl"), new("two", "two.jsonl")]);

        var data = AspectData.Read(recipe, folder.Root, TestContext.Current.CancellationToken);

        var dev = data.Dev.SelectMany(domain => domain).Select(text => Key(text.Text)).ToHashSet();
        Assert.Equal(6, data.Dev[0].Count);
        Assert.All(data.Dev[0], text => Assert.Equal(2, text.Aspects.Count));
        Assert.All(data.Train.SelectMany(part => part.Texts), text => Assert.DoesNotContain(Key(text.Text), dev));
        Assert.Equal(120 - data.Dev.Sum(domain => domain.Count), data.Train.Sum(part => part.Texts.Count) + data.LeftOut);
        Assert.True(data.LeftOut > 0);

        static string Key(string text) => text.Replace(" ", "", StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WholeTexts_AreOneAspectEachAndUntagged()
    {
        using var folder = new TemporaryFolder();
        folder.Write("one.jsonl", string.Concat(Enumerable.Range(0, 20).Select(i => Row($"dish {i}", 0, 4, "positive"))));
        folder.Write(
            "stars.jsonl",
            """
            {"text":"a fine day","label":"5"}
            {"text":"so so","label":"3"}
            {"text":" ","label":"5"}

            """);
        var recipe = Recipe([new("one", "one.jsonl")]) with
        {
            Whole = [new WholeTexts("stars.jsonl", new Dictionary<string, string> { ["5"] = "positive" }, Weight: 0.5)],
        };

        var data = AspectData.Read(recipe, folder.Root, TestContext.Current.CancellationToken);

        var whole = Assert.Single(data.Train[1].Texts);
        Assert.Equal(0.5, data.Train[1].Weight);
        Assert.Equal([new(0, 10, "positive")], whole.Aspects);
        var batch = AspectBatch.Of(EncodedAspects.Encode([whole, data.Train[0].Texts[0]], Encoder("a", "fine", "day", "dish")));
        Assert.Equal([0, 3, 0, 1], new[] { batch.Places.Starts[0], batch.Places.Ends[0], batch.Places.Starts[1], batch.Places.Ends[1] });
        Assert.Equal([-100, -100, -100, 1, 0, -100], batch.Tags);
    }

    [Fact]
    public void Tags_TwoAspects_BeginAndGoOn()
    {
        var text = new AspectText("the spring rolls and tea", [new(4, 16, "positive"), new(21, 24, "neutral")]);

        var encoded = Assert.Single(EncodedAspects.Encode([text], Encoder("the", "spring", "rolls", "and", "tea")));

        Assert.Equal([0, 1, 2, 0, 1], encoded.Tags());
        Assert.Equal([2, 1], encoded.Labels);
    }

    [Fact]
    public void Of_FoundAndMarkedSpans_CountsExactOnesOnce()
    {
        TokenRange[] found = [new(0, 1), new(2, 4), new(6, 7)], marked = [new(0, 1), new(2, 3), new(6, 7), new(6, 7)];

        var count = SpanCount.Of(found, marked);

        Assert.Equal(new SpanCount(2, 3, 3), count);
        Assert.Equal(2.0 / 3, count.F1, 1e-12);
    }

    private static Dictionary<string, string> Labels => AspectRecipe.Labels.ToDictionary(label => label);

    private static AspectRecipe Recipe(IReadOnlyList<AspectDomain> domains) =>
        new() { Name = "a", Description = "b", Source = "c", Domains = domains };

    private static TextEncoder Encoder(params string[] words) => new(new Vocabulary([Vocabulary.Pad, Vocabulary.Unknown, .. words]), 20);

    private static string Row(string text, int start, int end, string label) =>
        $$"""{"text":"{{text}}","aspect":{"start":{{start}},"end":{{end}}},"label":"{{label}}"}""" + "\n";
}
