using CsCheck;
using TextClassify.Explain;

namespace TextClassify.UnitTests.Explain.Counterfactuals;

public sealed class CounterfactualExplainerTests
{
    // The third number only shapes the neighbourhoods: good words lie near each other, and "weak" near them.
    private static WordsModel Film() => new(
        [0, 0.5f],
        ("a", [0, 0, 0.1f]),
        ("film", [0, 0.1f, -1]),
        ("good", [0, 2, 3]),
        ("fine", [0, 1.5f, 3]),
        ("weak", [1, 0, 3]),
        ("poor", [2, 0, 3]),
        ("not", [1.5f, 0, -3]));

    [Fact]
    public async Task Explain_OneWordDecides_ReplacesItByANearOne()
    {
        var model = Film();

        var explanation = await model.ExplainAsync("a good film");

        var found = explanation.Counterfactual!;
        var edit = Assert.Single(found.Edits);
        Assert.Equal("a poor film", found.Text);
        Assert.Equal((1, 2, 6, "poor", 2, 6), (edit.Token, edit.Start, edit.End, edit.After, edit.EditedStart, edit.EditedEnd));
        Assert.Equal(model.Logits("a poor film"), found.Logits);
        Assert.Equal(model.Logits("a good film"), explanation.Logits);
        Assert.Equal(0, explanation.Target);

        // Margins: 2 - 0.6 with the edit, -2.6 without.
        Assert.Equal([0, 4, 0], explanation.Scores.Select(score => Math.Round(score, 4)));
        Assert.Equal(model.RowsByCall.Sum(), explanation.ModelCalls);
        Assert.Null(explanation.Certificate);
    }

    [Fact]
    public async Task Explain_DeleteOnly_TakesOutBothGoodWords()
    {
        var model = new WordsModel([0.5f, 0], ("good", [0, 2]), ("fine", [0, 1.5f]), ("a", [0, 0.25f]));

        var explanation = await model.ExplainAsync("a good fine", """{"edits":"delete"}""");

        Assert.Equal("a", explanation.Counterfactual!.Text);
        Assert.Equal([0, 2, 1.5], explanation.Scores.Select(score => Math.Round(score, 4)));
    }

    [Fact]
    public async Task Explain_EditsReplace_DeletesNothing()
    {
        var explanation = await Film().ExplainAsync("a good film", """{"edits":"replace"}""");

        Assert.All(explanation.Counterfactual!.Edits, edit => Assert.NotEmpty(edit.After));
    }

    [Theory]
    [InlineData("""{"edits":"delete"}""")]
    [InlineData("""{"max_edits":1}""")]
    public async Task Explain_NothingWithinTheLimits_SaysSoWithItsCost(string parameters)
    {
        // The bias alone speaks for the label, by more than one edit can bring.
        var model = new WordsModel([0, 5], ("weak", [1, 0]), ("poor", [2, 0]), ("good", [0, 2]));

        var explanation = await model.ExplainAsync("good good", parameters);

        Assert.Null(explanation.Counterfactual);
        Assert.Equal([0, 0], explanation.Scores);
        Assert.Equal(0, explanation.Target);
        Assert.Equal(model.RowsByCall.Sum(), explanation.ModelCalls);
    }

    /// <summary>The first round is made whatever the time; the second edit that is needed is not looked for.</summary>
    [Fact]
    public async Task Explain_DeadlinePassed_StopsAfterTheFirstRoundAndSaysSo()
    {
        var model = new WordsModel([0.5f, 0], ("good", [0, 2]), ("fine", [0, 1.5f]), ("a", [0, 0.25f]));
        var passed = Deadline.After(TimeProvider.System, TimeSpan.Zero);

        var two = await model.ExplainAsync("a good fine", """{"edits":"delete"}""", deadline: passed);
        var one = await model.ExplainAsync("a good", """{"edits":"delete"}""", deadline: passed);

        Assert.Null(two.Counterfactual);
        Assert.True(two.Interrupted);
        Assert.NotNull(one.Counterfactual);
        Assert.False(one.Interrupted);
    }

    [Fact]
    public async Task Explain_OneToken_IsNeverDeleted()
    {
        var explanation = await Film().ExplainAsync("good", """{"edits":"delete"}""");

        Assert.Null(explanation.Counterfactual);
    }

    [Fact]
    public async Task Explain_TargetIsThePrediction_HasNothingToFind()
    {
        var model = Film();

        var explanation = await model.ExplainAsync("a good film", target: 1);

        Assert.Null(explanation.Counterfactual);
        Assert.Equal((1, 1), (explanation.Target, explanation.ModelCalls));
    }

    [Theory]
    [InlineData(0, "zero")]
    [InlineData(1, "one")]
    public async Task Explain_Target_ReachesThatLabelPastANearerOne(int target, string word)
    {
        var model = new WordsModel([0, 0.5f, 0], ("zero", [3, 0, 0]), ("one", [0, 3, 0]), ("two", [0, 0, 1]));

        var explanation = await model.ExplainAsync("two two", target: target);

        Assert.Equal(target, explanation.Target);
        Assert.Equal(target, model.LabelOf(explanation.Counterfactual!.Text));
        Assert.Contains(explanation.Counterfactual.Edits, edit => edit.After == word);
    }

    /// <summary>"cannot" is read as two words, "poornot" and "canpoor" as one: the model never sees what such an edit promises.</summary>
    [Fact]
    public async Task Explain_EditThatWouldBeReadOtherwise_IsNotOffered()
    {
        var model = new WordsModel([0, 1], ("can", [0, 1]), ("not", [0, 0.5f]), ("poor", [9, 0]));

        Assert.Null((await model.ExplainAsync("cannot", """{"edits":"replace","max_edits":1}""")).Counterfactual);
        Assert.NotNull((await model.ExplainAsync("can not", """{"edits":"replace","max_edits":1}""")).Counterfactual);
    }

    [Fact]
    public async Task Explain_CutText_LetsTheTailMoveIn()
    {
        var model = new WordsModel([0.5f, 0], ("good", [0, 1]), ("poor", [8, 0]));

        var explanation = await model.ExplainAsync("good good good good good good good good poor", """{"edits":"delete"}""");

        Assert.Equal("good good good good good good good poor", explanation.Counterfactual!.Text);
        Assert.Equal(0, model.LabelOf(explanation.Counterfactual.Text));
    }

    /// <summary>
    /// In an additive model the least number of edits is known: the largest gains, one a token, until the margin is passed. The search
    /// finds so few; its text has the label it says; and no edit can be undone.
    /// </summary>
    [Fact]
    public async Task Explain_AnyAdditiveModel_IsLeastAndTrueAndMinimal()
    {
        await Gen.Select(Gen.Int[0, 100_000], Gen.Int[1, 8], Gen.Int[1, 40]).SampleAsync(
            async (seed, length, blockTokens) =>
            {
                var random = new Random(seed);

                // A word of a zero row has no direction, so it is near to nothing and never offered.
                (string, float[])[] words = [.. "alpha beta gamma delta epsilon zeta".Split(' ').Select(
                    word => (word, new float[] { random.Next(-8, 9) / 4f, (random.Next(-8, 8) + 0.5f) / 4f }))];
                var model = new WordsModel([random.Next(-4, 5) / 8f, 0], words);
                string[] text = [.. Enumerable.Range(0, length).Select(_ => words[random.Next(words.Length)].Item1)];
                string joined = string.Join(' ', text);
                float[] logits = model.Logits(joined);
                if (logits[0] == logits[1])
                {
                    return;
                }

                int from = logits[0] > logits[1] ? 0 : 1;
                double Towards(float[] row) => row[1 - from] - row[from];
                double margin = Towards(logits);
                double[] gains = [.. text.Select(word => words.Single(other => other.Item1 == word).Item2).Select(
                    row => words.Select(other => Towards(other.Item2) - Towards(row)).Max()).OrderDescending()];
                int least = Enumerable.Range(1, length).FirstOrDefault(count => margin + gains.Take(count).Sum() > 0);

                var explanation = await model.ExplainAsync(joined, """{"edits":"replace","max_edits":8}""", blockTokens: blockTokens);

                var found = explanation.Counterfactual;
                Assert.Equal(least, found?.Edits.Count ?? 0);
                if (found is not null)
                {
                    Assert.Equal(1 - from, model.LabelOf(found.Text));
                    Assert.Equal(model.Logits(found.Text), found.Logits);
                    foreach (var edit in found.Edits)
                    {
                        string undone = found.Text[..edit.EditedStart] + joined[edit.Start..edit.End] + found.Text[edit.EditedEnd..];
                        Assert.True(Towards(model.Logits(undone)) <= 0);
                        Assert.Equal(Towards(found.Logits) - Towards(model.Logits(undone)), explanation.Scores[edit.Token], 1e-4);
                    }
                }
            },
            iter: 200);
    }
}
